/**
 * The floor that a study's opening is held against: a page with cornerstone-core, the HTJ2K codec and the ranges,
 * nothing else. Served by a plain server from memory: no index, no access, no interface, decoding on its own thread.
 */
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { FrameRef, StudyIndex } from '@pacs/shared/manifest';

const modules = createRequire(import.meta.url);
const fileOf = (name: string) => readFileSync(modules.resolve(name));

/** Frames of the first stack as the page needs them; all must be HTJ2K of one pack. */
interface BareFrame {
  lead: [at: number, bytes: number];
  rest: [at: number, bytes: number];
}

export interface BarePage {
  url: string;
  close(): Promise<void>;
}

/** undefined where the first stack is not one that the page can show. `packs`: `.frames` objects by number. */
export async function serveBarePage(
  index: StudyIndex,
  readPack: (number: number) => Promise<Uint8Array>,
): Promise<BarePage | undefined> {
  const refs = (index.stacks[0]?.frames ?? []).map(([i, f]) => index.instances[i]?.frames[f]);
  const pack = refs[0]?.pack;
  const isOurs = (ref: FrameRef | undefined) => ref?.coding === 'htj2k' && ref.pack === pack;
  const format = index.formats[index.instances[index.stacks[0]?.frames[0]?.[0] ?? -1]?.format ?? -1];
  if (pack === undefined || format?.samplesPerPixel !== 1 || !refs.every(isOurs)) return undefined;
  const bytes = await readPack(pack);
  const frames = refs.flatMap((ref): BareFrame[] =>
    ref ? [{ lead: [ref.leadAt, ref.leadBytes], rest: [ref.restAt, ref.restBytes] }] : [],
  );
  const files = new Map(
    Object.entries({
      '/': { type: 'text/html', body: Buffer.from(page(frames, format)) },
      '/cornerstone.js': {
        type: 'text/javascript',
        body: fileOf('cornerstone-core/dist/cornerstone.min.js'),
      },
      '/openjphjs.js': { type: 'text/javascript', body: fileOf('@cornerstonejs/codec-openjph') },
      '/openjphjs.wasm': { type: 'application/wasm', body: fileOf('@cornerstonejs/codec-openjph/wasm') },
    }).map(([path, { type, body }]) => [path, { type, body: gzipSync(body) }]),
  );
  const answer = (path: string, range: RegExpExecArray | null, response: ServerResponse) => {
    const file = files.get(path);
    if (path === '/pack' && range !== null)
      response.writeHead(206).end(bytes.subarray(Number(range[1]), Number(range[2]) + 1));
    else if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'gzip' }).end(file.body);
  };
  const server = createServer((request, response) => {
    answer(request.url ?? '/', /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? ''), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://localhost:${String(address.port)}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

const page = (frames: readonly BareFrame[], format: StudyIndex['formats'][number]): string => `<!doctype html>
<meta charset="utf-8"><title>Bare</title><link rel="icon" href="data:,">
<body style="margin:0"><div id="view" style="width:1280px;height:800px"></div>
<script src="/cornerstone.js"></script><script src="/openjphjs.js"></script>
<script>(${run.toString()})(${JSON.stringify(frames)}, ${JSON.stringify(format)})</script>`;

/** Runs in the page. Twenty ranges for all that follows the first frame, four at a time. */
async function run(
  frames: readonly BareFrame[],
  format: { rows: number; columns: number; bitsAllocated: number; pixelRepresentation: number },
): Promise<void> {
  interface Decoder {
    getEncodedBuffer(bytes: number): Uint8Array;
    decode(): void;
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  }
  const { cornerstone, Module } = globalThis as unknown as {
    cornerstone: { enable(host: Element): void; displayImage(host: Element, image: object): void };
    Module: () => Promise<{ HTJ2KDecoder: new () => Decoder }>;
  };
  const range = async (at: number, bytes: number) => {
    const headers = { Range: `bytes=${String(at)}-${String(at + bytes - 1)}` };
    const response = await fetch('/pack', { headers, cache: 'no-store' });
    return new Uint8Array(await response.arrayBuffer());
  };
  const host = document.getElementById('view') as Element;
  const codec = Module();
  const decode = async (lead: Uint8Array, rest: Uint8Array) => {
    const decoder = new (await codec).HTJ2KDecoder();
    const into = decoder.getEncodedBuffer(lead.length + rest.length);
    into.set(lead);
    into.set(rest, lead.length);
    decoder.decode();
    const bytes = decoder.getDecodedBuffer().slice();
    decoder.delete();
    if (format.bitsAllocated === 8) return bytes;
    return format.pixelRepresentation === 1 ? new Int16Array(bytes.buffer) : new Uint16Array(bytes.buffer);
  };
  const [first, ...others] = frames;
  if (first === undefined) return;
  cornerstone.enable(host);
  const [lead, rest] = await Promise.all([range(...first.lead), range(...first.rest)]);
  const pixels = await decode(lead, rest);
  const { rows, columns } = format;
  let high = 1;
  for (const value of pixels) high = Math.max(high, value);
  host.addEventListener('cornerstoneimagerendered', () => performance.mark('first-image'), { once: true });
  cornerstone.displayImage(host, {
    imageId: 'bare',
    rows,
    columns,
    width: columns,
    height: rows,
    minPixelValue: 0,
    maxPixelValue: high,
    slope: 1,
    intercept: 0,
    windowCenter: high / 2,
    windowWidth: high,
    color: false,
    sizeInBytes: pixels.byteLength,
    getPixelData: () => pixels,
  });

  const kept: ArrayLike<number>[] = [pixels];
  const groups: BareFrame[][] = [];
  for (let at = 0; at < others.length; at += Math.ceil(others.length / 10))
    groups.push(others.slice(at, at + Math.ceil(others.length / 10)));
  const spanned = async (group: readonly BareFrame[], part: 'lead' | 'rest') => {
    const from = Math.min(...group.map((frame) => frame[part][0]));
    const to = Math.max(...group.map((frame) => frame[part][0] + frame[part][1]));
    const bytes = await range(from, to - from);
    return group.map((frame) =>
      bytes.subarray(frame[part][0] - from, frame[part][0] - from + frame[part][1]),
    );
  };
  const lane = async () => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      const [leads, rests] = await Promise.all([spanned(group, 'lead'), spanned(group, 'rest')]);
      for (const [i, one] of leads.entries()) kept.push(await decode(one, rests[i] ?? new Uint8Array()));
    }
  };
  await Promise.all([lane(), lane()]);
  if (kept.length === frames.length) performance.mark('series-local');
}
