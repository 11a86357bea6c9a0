/** Serves a built web app, `/api/link/*` for studies held in memory, and their packs by range. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encodeOpened, type SignedUrls } from '@pacs/shared/opened';
import type { PackedStudy } from './pack-study.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

/** The study of this name is opened with a link that gives no files away. */
export const onlyLooking = 'only-looking';

export interface ServedViewer {
  origin: string;
  /** What was asked for since the start: one line a request. */
  requests: string[];
  /** Answers the next so many range requests with this status. */
  refuse(status: number, times: number): void;
  setUrlLifeMs(ms: number): void;
  close(): Promise<void>;
}

export async function serveViewer(
  dist: string,
  studies: ReadonlyMap<string, PackedStudy>,
  port = 0,
): Promise<ServedViewer> {
  const requests: string[] = [];
  let urlLifeMs = 600_000;
  let generation = 0;
  let refusal = { status: 0, times: 0 };
  const assets = new Map<string, Buffer>();

  const urlsOf = (name: string, packs: readonly number[]): SignedUrls => {
    generation += 1;
    const frames = Object.fromEntries(
      packs.map((pack) => [String(pack), `/packs/${name}/${String(pack)}?g=${String(generation)}`]),
    );
    return { frames, expireAtMs: Date.now() + urlLifeMs };
  };

  const json = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

  const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
  };

  const open = async (request: IncomingMessage, response: ServerResponse) => {
    const { token, linkId } = await bodyOf(request);
    const name = typeof token === 'string' ? token : String(linkId);
    const study = studies.get(name);
    if (study === undefined) {
      json(response, 410, { error: 'link-unavailable' });
      return;
    }
    const firstPacks = [
      ...new Set(study.index.stacks[0]?.frames.map(([i, f]) => study.index.instances[i]?.frames[f]?.pack)),
    ].filter((pack) => pack !== undefined);
    const opened = {
      ...study.opened,
      urls: urlsOf(name, firstPacks),
      serverNowMs: Date.now(),
      indexBytes: study.indexGzip.length,
      link: {
        linkId: name,
        session: 'session',
        expiresAtMs: Date.now() + 86_400_000,
        ...(name !== onlyLooking && { download: true }),
      },
    };
    response
      .writeHead(200, { 'content-type': 'application/octet-stream' })
      .end(encodeOpened(opened, study.indexGzip, study.lead));
  };

  const pack = (request: IncomingMessage, response: ServerResponse, path: string) => {
    const [, , name = '', number = ''] = path.split('/');
    const bytes = studies.get(decodeURIComponent(name))?.packs[Number(number)];
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    if (refusal.times > 0) {
      refusal.times -= 1;
      response.writeHead(refusal.status).end();
      return;
    }
    if (bytes === undefined || range === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(206).end(bytes.subarray(Number(range[1]), Number(range[2]) + 1));
  };

  const file = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const name = path === '/v' ? '/link.html' : extname(path) === '' ? '/index.html' : path;
    try {
      const bytes = assets.get(name) ?? gzipSync(await readFile(join(dist, normalize(name))));
      assets.set(name, bytes);
      response
        .writeHead(200, {
          'content-type': types[extname(name)] ?? 'application/octet-stream',
          'content-encoding': 'gzip',
        })
        .end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  };

  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*/, '');
    requests.push(`${request.method ?? ''} ${path} ${request.headers.range ?? ''}`);
    if (path === '/api/link/open') void open(request, response);
    else if (path === '/api/link/renew')
      void bodyOf(request).then(({ linkId, packs }) => {
        json(response, 200, { urls: urlsOf(String(linkId), packs as number[]) });
      });
    else if (path.startsWith('/packs/')) pack(request, response, path);
    else void file(request, response, path);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    requests,
    refuse: (status, times) => {
      refusal = { status, times };
    },
    setUrlLifeMs: (ms) => {
      urlLifeMs = ms;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
