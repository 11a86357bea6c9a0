/**
 * Stands before the Storage emulator and behaves where the emulator does not: signatures and expiry of V4
 * URLs, ranges, a bucket's CORS, rules at the start of an upload, offsets, granularity, session expiry.
 */
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { root } from '../stack/directories.ts';
import { host } from '../stack/ports.ts';
import { readCorsFile } from './bucket-cors.ts';
import { createEmulatorClient } from './emulator-client.ts';
import { createObjectCache } from './object-cache.ts';
import { passThrough } from './pass-through.ts';
import { startRulesRuntime } from './rules-runtime.ts';
import { serveObject, type ObjectService } from './serve-object.ts';
import { fail, isResumable, serveUpload, type UploadService } from './serve-upload.ts';
import { StorageError } from './storage-error.ts';
import { createUploadRules } from './upload-rules.ts';
import { createUploadSessions } from './upload-sessions.ts';
import type { Signers } from './v4-signature.ts';

export interface StorageProxyOptions {
  port: number;
  emulatorOrigin: string;
  /** host:port of Firestore: rules look tickets up there. */
  firestore: string;
  projectId: string;
  buckets: { uploads: string; studies: string };
  signers: Signers;
  /** Folder of `java`, and the Storage rules runtime it runs. */
  rulesRuntime: { java: string; jar: string };
  spoolFolder: string;
  now: () => number;
}

export async function startStorageProxy(options: StorageProxyOptions): Promise<{ stop(): Promise<void> }> {
  const { now, projectId, buckets } = options;
  mkdirSync(options.spoolFolder, { recursive: true });
  const client = createEmulatorClient(options.emulatorOrigin);
  const runtime = startRulesRuntime({ ...options.rulesRuntime, firestore: options.firestore, projectId });
  const objects: ObjectService = {
    client,
    cache: createObjectCache(client, options.spoolFolder),
    signers: options.signers,
    cors: { [buckets.studies]: readCorsFile(join(root, 'cors.json')) },
    now,
  };
  const uploads: UploadService = {
    client,
    sessions: createUploadSessions(options.spoolFolder, now),
    mayStart: createUploadRules({ runtime, rulesFile: join(root, 'storage.rules'), projectId, now }),
    origin: `http://${host}:${String(options.port)}`,
  };

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      answerError(error, response);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, host, resolve);
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', uploads.origin);
    const bucket = /^\/v0\/b\/([^/]+)(?:\/|$)/.exec(url.pathname)?.[1];
    if (bucket === undefined) {
      await serveObject(objects, request, response);
      return;
    }
    allowFirebaseOrigins(request, response);
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
    } else if (decodeURIComponent(bucket) !== buckets.uploads) {
      // Firebase serves only buckets that were linked to the project.
      fail(response, 403, 'Permission denied.');
    } else if (isResumable(request)) {
      await serveUpload(uploads, decodeURIComponent(bucket), url, request, response);
    } else {
      passThrough(options.emulatorOrigin, request, response);
    }
  }

  return {
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
      await runtime.stop();
    },
  };
}

function answerError(error: unknown, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
  } else if (error instanceof StorageError) {
    response.writeHead(error.status, { 'content-type': 'application/xml; charset=UTF-8' }).end(error.toXml());
  } else {
    console.error('storage proxy:', error);
    fail(response, 500, 'Internal error.');
  }
}

/** Firebase's own endpoint answers every origin. */
function allowFirebaseOrigins(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.origin === undefined) return;
  response.setHeader('access-control-allow-origin', request.headers.origin);
  response.setHeader('vary', 'Origin');
  response.setHeader('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE');
  response.setHeader('access-control-max-age', '3600');
  const asked = request.headers['access-control-request-headers'];
  if (asked !== undefined) response.setHeader('access-control-allow-headers', asked);
  response.setHeader(
    'access-control-expose-headers',
    [
      'X-Goog-Upload-Status',
      'X-Goog-Upload-URL',
      'X-Goog-Upload-Control-URL',
      'X-Goog-Upload-Chunk-Granularity',
      'X-Goog-Upload-Size-Received',
      'X-GUploader-UploadID',
      'Content-Range',
    ].join(', '),
  );
}
