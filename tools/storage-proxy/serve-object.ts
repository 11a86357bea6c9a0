import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { corsHeaders, type BucketCors } from './bucket-cors.ts';
import { parseRange } from './byte-range.ts';
import type { EmulatorClient, ObjectMetadata } from './emulator-client.ts';
import type { ObjectCache } from './object-cache.ts';
import { StorageError } from './storage-error.ts';
import { isSigned, parseQuery, verifySignedRequest, type Signers } from './v4-signature.ts';

export interface ObjectService {
  client: EmulatorClient;
  cache: ObjectCache;
  signers: Signers;
  /** CORS configuration by bucket. */
  cors: Readonly<Record<string, BucketCors>>;
  now: () => number;
}

/** GET, HEAD and OPTIONS of `/bucket/object` as the XML API answers them, signed URLs only. */
export async function serveObject(
  service: ObjectService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const { bucket, name } = objectAt(path);
  const cors = service.cors[bucket] ?? [];
  const origin = request.headers.origin;
  if (request.method === 'OPTIONS') {
    const asked = request.headers['access-control-request-headers'] ?? '';
    const preflightHeaders = asked.split(',').flatMap((part) => part.trim() || []);
    const method = request.headers['access-control-request-method'] ?? '';
    response.writeHead(200, corsHeaders(cors, { origin, method, preflightHeaders })).end();
    return;
  }
  const method = request.method ?? 'GET';
  for (const [header, value] of Object.entries(corsHeaders(cors, { origin, method }))) {
    response.setHeader(header, value);
  }
  if (!isSigned(query)) throw accessDenied();
  verifySignedRequest(
    { method, path, query, headers: plainHeaders(request) },
    service.signers,
    service.now(),
  );
  const object = await service.client.metadata(bucket, name);
  if (object === undefined) throw new StorageError(404, 'NoSuchKey', 'The specified key does not exist.');
  await sendObject(service, object, query, request, response);
}

async function sendObject(
  service: ObjectService,
  object: ObjectMetadata,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const range = parseRange(request.headers.range, object.size);
  const headers = { ...objectHeaders(object), ...overrides(query) };
  if (range === undefined) {
    response.writeHead(200, { ...headers, 'content-length': object.size });
  } else {
    response.writeHead(206, {
      ...headers,
      'content-length': range.last - range.first + 1,
      'content-range': `bytes ${String(range.first)}-${String(range.last)}/${String(object.size)}`,
    });
  }
  if (request.method === 'HEAD' || object.size === 0) {
    response.end();
    return;
  }
  const file = await service.cache.file(object);
  const part = range === undefined ? {} : { start: range.first, end: range.last };
  await pipeline(createReadStream(file, part), response);
}

function objectHeaders(object: ObjectMetadata): Record<string, string> {
  const optional = {
    'content-disposition': object.contentDisposition,
    'content-encoding': object.contentEncoding,
  };
  return {
    'accept-ranges': 'bytes',
    'content-type': object.contentType ?? 'application/octet-stream',
    'cache-control': object.cacheControl ?? 'private, max-age=0',
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.updated).toUTCString(),
    'x-goog-generation': object.generation,
    'x-goog-metageneration': object.metageneration,
    'x-goog-hash': `crc32c=${object.crc32c},md5=${object.md5Hash}`,
    'x-goog-stored-content-length': String(object.size),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

/** A signed URL may carry what the answer shall call itself. */
function overrides(query: string): Record<string, string> {
  const named = parseQuery(query).filter(({ name }) =>
    ['response-content-type', 'response-content-disposition'].includes(name),
  );
  return Object.fromEntries(named.map(({ name, value }) => [name.slice('response-'.length), value]));
}

function objectAt(path: string): { bucket: string; name: string } {
  const [, bucket = '', ...rest] = path.split('/');
  try {
    return { bucket: decodeURIComponent(bucket), name: decodeURIComponent(rest.join('/')) };
  } catch {
    throw new StorageError(400, 'InvalidURI', 'Could not parse the specified URI.');
  }
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
}

const accessDenied = () =>
  new StorageError(403, 'AccessDenied', 'Access denied.', {
    Details:
      "Anonymous caller does not have storage.objects.get access to the Google Cloud Storage object. Permission 'storage.objects.get' denied on resource (or it may not exist).",
  });
