/** Firebase's resumable upload protocol, `POST /v0/b/{bucket}/o?name=…`, with production's checks. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json as readJson } from 'node:stream/consumers';
import type { EmulatorClient } from './emulator-client.ts';
import { UploadMetadata, type createUploadRules } from './upload-rules.ts';
import {
  granularityBytes,
  type ChunkProblem,
  type UploadSession,
  type UploadSessions,
} from './upload-sessions.ts';

export interface UploadService {
  client: EmulatorClient;
  sessions: UploadSessions;
  mayStart: ReturnType<typeof createUploadRules>;
  /** Of this proxy, as clients see it. */
  origin: string;
}

export function isResumable(request: IncomingMessage): boolean {
  const protocol = request.headers['x-goog-upload-protocol'];
  return (
    protocol === 'resumable' ||
    (protocol === undefined && request.headers['x-goog-upload-command'] !== undefined)
  );
}

/** `url` is below `/v0/b/{bucket}/o`. */
export async function serveUpload(
  service: UploadService,
  bucket: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const commands = header(request, 'x-goog-upload-command')
    .split(',')
    .map((command) => command.trim());
  if (commands.includes('start')) {
    await start(service, bucket, url, request, response);
    return;
  }
  const session = service.sessions.find(url.searchParams.get('upload_id') ?? '');
  if (session === undefined) {
    fail(response, 404, 'Not Found');
    return;
  }
  if (commands.includes('query')) {
    sendStatus(response, session, { 'x-goog-upload-size-received': String(session.received) });
  } else if (commands.includes('cancel')) {
    await cancel(service, session, response);
  } else if (commands.includes('upload') || commands.includes('finalize')) {
    await takeChunk(service, session, commands, request, response);
  } else {
    fail(response, 400, 'Unknown X-Goog-Upload-Command.');
  }
}

async function start(
  service: UploadService,
  bucket: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = url.searchParams.get('name') ?? '';
  const bytes = Number(header(request, 'x-goog-upload-header-content-length') || NaN);
  const parsed = UploadMetadata.safeParse(await readJson(request).catch(() => ({})));
  if (name === '' || !Number.isSafeInteger(bytes) || bytes < 0 || !parsed.success) {
    fail(response, 400, 'Bad Request');
    return;
  }
  const contentType =
    parsed.data.contentType ?? (header(request, 'x-goog-upload-header-content-type') || undefined);
  const metadata = { ...parsed.data, ...(contentType === undefined ? {} : { contentType }) };
  const object = { bucket, name, bytes, metadata };
  const existing = await service.client.metadata(bucket, name);
  const verdict = await service.mayStart(object, request.headers.authorization, existing);
  if (verdict === 'unauthenticated') {
    fail(response, 401, 'Unauthenticated request: the ID token is not valid.');
  } else if (verdict === 'denied') {
    fail(response, 403, 'Permission denied.');
  } else {
    const session = service.sessions.start(object);
    const address = new URL(`/v0/b/${encodeURIComponent(bucket)}/o`, service.origin);
    address.search = new URLSearchParams({
      name,
      upload_id: session.id,
      upload_protocol: 'resumable',
    }).toString();
    sendStatus(response, session, {
      'x-goog-upload-url': address.href,
      'x-goog-upload-control-url': address.href,
      'x-goog-upload-chunk-granularity': String(granularityBytes),
      'x-guploader-uploadid': session.id,
    });
  }
}

async function cancel(
  service: UploadService,
  session: UploadSession,
  response: ServerResponse,
): Promise<void> {
  if (session.status === 'final') {
    fail(response, 400, 'The upload is finished.', session);
    return;
  }
  session.status = 'cancelled';
  await service.sessions.discard(session);
  sendStatus(response, session, {});
}

async function takeChunk(
  service: UploadService,
  session: UploadSession,
  commands: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (session.status === 'final' && session.reply !== undefined && commands.includes('finalize')) {
    request.resume();
    sendReply(response, session, session.reply);
    return;
  }
  if (session.status !== 'active') {
    fail(response, 400, 'The upload is not active.', session);
    return;
  }
  const finalize = commands.includes('finalize');
  const length = request.headers['content-length'];
  const problem = await service.sessions.append(session, {
    offset: commands.includes('upload')
      ? Number(header(request, 'x-goog-upload-offset') || NaN)
      : session.received,
    bytes: length === undefined ? undefined : Number(length),
    finalize,
    body: request,
  });
  if (problem === 'broken') {
    response.destroy();
  } else if (problem !== undefined) {
    fail(response, problem === 'busy' ? 409 : 400, problems[problem], session);
  } else if (finalize) {
    await finish(service, session, response);
  } else {
    sendStatus(response, session, { 'x-goog-upload-size-received': String(session.received) });
  }
}

/** The rules were asked at the start; the complete object goes in with an administrator's rights, as in production. */
async function finish(
  service: UploadService,
  session: UploadSession,
  response: ServerResponse,
): Promise<void> {
  const { bucket, name, bytes, metadata } = session.object;
  const reply = await service.client.upload({ bucket, name, bytes, metadata, file: session.file });
  session.status = 'final';
  session.reply = reply;
  await service.sessions.discard(session);
  sendReply(response, session, reply);
}

const problems: Record<Exclude<ChunkProblem, 'broken'>, string> = {
  offset: 'X-Goog-Upload-Offset does not match the bytes received.',
  granularity: 'A chunk that is not the last must be a multiple of 262144 bytes.',
  'too-much': 'More bytes than declared at the start.',
  size: 'The size differs from the one declared at the start.',
  busy: 'Another request of this upload is under way.',
};

function sendStatus(response: ServerResponse, session: UploadSession, headers: Record<string, string>): void {
  response.writeHead(200, { 'x-goog-upload-status': session.status, ...headers, 'content-length': 0 }).end();
}

function sendReply(
  response: ServerResponse,
  session: UploadSession,
  reply: { status: number; body: string },
): void {
  response
    .writeHead(reply.status, { 'x-goog-upload-status': session.status, 'content-type': 'application/json' })
    .end(reply.body);
}

export function fail(
  response: ServerResponse,
  status: number,
  message: string,
  session?: UploadSession,
): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      ...(session === undefined ? {} : { 'x-goog-upload-status': session.status }),
    })
    .end(JSON.stringify({ error: { code: status, message } }));
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}
