/**
 * State of resumable uploads as production keeps it: offsets count, chunks are multiples of 256 KiB but for
 * the last, a session lives for a week, and what arrived before a connection broke is kept.
 */
import { randomBytes } from 'node:crypto';
import { open, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { DeclaredObject } from './upload-rules.ts';

export const granularityBytes = 256 * 1024;
const sessionLifetimeMs = 7 * 24 * 60 * 60 * 1000;

export interface UploadSession {
  id: string;
  object: DeclaredObject;
  file: string;
  received: number;
  status: 'active' | 'final' | 'cancelled';
  /** One request at a time may write. */
  busy: boolean;
  expiresAtMs: number;
  /** The answer that finished it, repeated to whoever asks again. */
  reply?: { status: number; body: string };
}

/** Why a chunk is refused; `broken` is a connection that ended early. */
export type ChunkProblem = 'offset' | 'granularity' | 'too-much' | 'size' | 'busy' | 'broken';

export interface UploadSessions {
  start(object: DeclaredObject): UploadSession;
  /** Undefined for an id that never was or has expired. */
  find(id: string): UploadSession | undefined;
  append(
    session: UploadSession,
    chunk: { offset: number; bytes: number | undefined; finalize: boolean; body: Readable },
  ): Promise<ChunkProblem | undefined>;
  discard(session: UploadSession): Promise<void>;
}

export function createUploadSessions(folder: string, now: () => number): UploadSessions {
  const sessions = new Map<string, UploadSession>();
  return {
    start: (object) => {
      const id = randomBytes(24).toString('base64url');
      const session: UploadSession = {
        id,
        object,
        file: join(folder, `upload-${id}`),
        received: 0,
        status: 'active',
        busy: false,
        expiresAtMs: now() + sessionLifetimeMs,
      };
      sessions.set(id, session);
      return session;
    },
    find: (id) => {
      const session = sessions.get(id);
      return session !== undefined && now() < session.expiresAtMs ? session : undefined;
    },
    append: async (session, chunk) => {
      const problem = problemBefore(session, chunk);
      if (problem !== undefined) return problem;
      session.busy = true;
      try {
        return await write(session, chunk);
      } finally {
        session.busy = false;
      }
    },
    discard: async (session) => {
      await rm(session.file, { force: true });
    },
  };
}

function problemBefore(
  session: UploadSession,
  chunk: { offset: number; bytes: number | undefined; finalize: boolean },
): ChunkProblem | undefined {
  if (session.busy) return 'busy';
  if (chunk.offset !== session.received) return 'offset';
  if (chunk.bytes === undefined) return undefined;
  const end = chunk.offset + chunk.bytes;
  if (end > session.object.bytes) return 'too-much';
  if (!chunk.finalize && chunk.bytes % granularityBytes !== 0) return 'granularity';
  if (chunk.finalize && end !== session.object.bytes) return 'size';
  return undefined;
}

async function write(
  session: UploadSession,
  chunk: { bytes: number | undefined; finalize: boolean; body: Readable },
): Promise<ChunkProblem | undefined> {
  const before = session.received;
  const file = await open(session.file, 'a');
  try {
    for await (const piece of chunk.body as AsyncIterable<Buffer>) {
      await file.write(piece);
      session.received += piece.length;
    }
  } catch {
    // The connection broke: what is missing shows below.
  } finally {
    await file.close();
  }
  if (chunk.bytes !== undefined && session.received !== before + chunk.bytes) {
    session.received -= session.received % granularityBytes;
    await truncate(session.file, session.received);
    return 'broken';
  }
  return chunk.finalize && session.received !== session.object.bytes ? 'size' : undefined;
}
