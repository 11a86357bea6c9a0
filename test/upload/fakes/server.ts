/** Tickets, objects and documents in memory, with faults on demand. */
import type { BundleState, UploadDocument } from '@pacs/shared/documents';
import type { FileOutcome } from '@pacs/shared/outcomes';
import { AppError } from '@pacs/shared/errors';
import { TransportError } from '../../../web/src/upload/core/ports.ts';
import type { Tickets, UploadDocuments, UploadTransport } from '../../../web/src/upload/core/ports.ts';

type Fault = (call: { offset: number; bytes: number; signal: AbortSignal }) => Promise<number> | number;

export interface FakeServer {
  transport: UploadTransport;
  tickets: Tickets;
  documents: UploadDocuments;
  calls: string[];
  /** Complete objects by name. */
  objects: Map<string, Uint8Array<ArrayBuffer>>;
  document: UploadDocument | undefined;
  alreadyStored: number[];
  /** What the next requests do, first come first served. A send fault returns how many bytes still arrive. */
  sendFaults: Fault[];
  startFaults: TransportError[];
  beginFaults: AppError[];
  /** Tickets are given once it resolves. */
  beginHeld: Promise<void> | undefined;
  /** The answer of the next completed send is lost after it has been taken. */
  loseNextAnswer: boolean;
  ingest(name: string, outcomes?: FileOutcome[]): void;
  push(): void;
}

/** Of a bundle with one file, unless told otherwise. */
function countsOf(outcomes: readonly FileOutcome[]): NonNullable<BundleState['counts']> {
  const counts = { ingested: 0, duplicate: 0, conflicting: 0, skipped: 0, rejected: 0 };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return outcomes.length === 0 ? { ...counts, ingested: 1 } : counts;
}

const awaited = (made: readonly { name: string; bytes: number }[]): Record<string, BundleState> =>
  Object.fromEntries(made.map(({ name, bytes }) => [name, { bytes, state: 'awaited' as const }]));

export function fakeServer(): FakeServer {
  const sessions = new Map<
    string,
    { name: string; bytes: number; parts: Uint8Array<ArrayBuffer>; final: boolean }
  >();
  const listeners = new Set<(document: UploadDocument | undefined) => void>();
  let names = 0;

  const server: FakeServer = {
    calls: [],
    objects: new Map(),
    document: undefined,
    alreadyStored: [],
    sendFaults: [],
    startFaults: [],
    beginFaults: [],
    beginHeld: undefined,
    loseNextAnswer: false,
    push() {
      for (const listener of [...listeners]) listener(server.document);
    },
    ingest(name, outcomes = []) {
      const bundle = server.document?.bundles[name];
      if (server.document === undefined || bundle === undefined) throw new Error(`no bundle ${name}`);
      server.document = {
        ...server.document,
        studyIds: ['study-id'],
        bundles: {
          ...server.document.bundles,
          [name]: { ...bundle, state: 'ingested', counts: countsOf(outcomes), outcomes },
        },
      };
      server.push();
    },
    tickets: {
      prepare: () => undefined,
      async begin(request) {
        server.calls.push('begin');
        await server.beginHeld;
        const fault = server.beginFaults.shift();
        if (fault !== undefined) throw fault;
        const begunWith = server.alreadyStored.length > 0 ? [] : (request.bundles ?? []);
        const made = begunWith.map(({ bytes }) => ({ name: `b${String(names++)}`, bytes }));
        server.document = {
          ownerUid: 'me',
          state: 'open',
          bucket: 'uploads',
          studyId: 'study-id',
          incarnation: 'i',
          studyIds: [],
          bundles: awaited(made),
          leftOut: request.leftOut,
          missingByDirectory: request.missingByDirectory,
          createdAtMs: 0,
          expiresAtMs: 9e15,
        };
        server.push();
        return {
          uploadId: 'upload-1',
          stored: server.alreadyStored,
          expiresAtMs: 9e15,
          bucket: 'uploads',
          names: made.map(({ name }) => name),
        };
      },
      async addBundles({ bundles }) {
        server.calls.push('addBundles');
        if (server.document === undefined) throw new AppError('not-found');
        const made = bundles.map(({ bytes }) => ({ name: `b${String(names++)}`, bytes }));
        server.document = {
          ...server.document,
          bundles: {
            ...server.document.bundles,
            ...awaited(made),
          },
        };
        server.push();
        return { bucket: 'uploads', names: made.map(({ name }) => name) };
      },
      async finish({ abandoned }) {
        server.calls.push(['finish', ...abandoned].join(' '));
        if (server.document === undefined) return;
        const bundles = { ...server.document.bundles };
        for (const name of abandoned) {
          const bundle = bundles[name];
          if (bundle !== undefined) bundles[name] = { ...bundle, state: 'failed' };
        }
        server.document = { ...server.document, bundles };
        server.push();
      },
      async cancel() {
        server.calls.push('cancel');
        server.document = undefined;
      },
    },
    documents: {
      watch(_uploadId, listener) {
        listeners.add(listener);
        listener(server.document);
        return () => listeners.delete(listener);
      },
    },
    transport: {
      async start({ name: objectName, bytes }, signal) {
        const name = objectName.replace('upload-1/', '');
        signal.throwIfAborted();
        server.calls.push(`start ${name}`);
        const fault = server.startFaults.shift();
        if (fault !== undefined) throw fault;
        const session = `session-${name}-${String(sessions.size)}`;
        sessions.set(session, { name, bytes, parts: new Uint8Array(bytes), final: false });
        received.set(session, 0);
        return session;
      },
      async send(session, { bytes, offset, last }, onSent, signal) {
        const open = sessions.get(session);
        if (open === undefined) throw new TransportError('gone');
        if (offset !== received.get(session)) throw new TransportError('offset');
        const content = new Uint8Array(await bytes.arrayBuffer());
        server.calls.push(
          `send ${open.name} ${String(offset)}+${String(content.length)}${last ? ' last' : ''}`,
        );
        const fault = server.sendFaults.shift();
        if (fault !== undefined) {
          const arrived = await fault({ offset, bytes: content.length, signal });
          open.parts.set(content.subarray(0, arrived), offset);
          received.set(session, offset + arrived);
          onSent(arrived);
          signal.throwIfAborted();
          throw new TransportError('network');
        }
        open.parts.set(content, offset);
        received.set(session, offset + content.length);
        onSent(content.length);
        if (last) {
          if (offset + content.length !== open.bytes) throw new Error('finalized short');
          open.final = true;
          server.objects.set(open.name, open.parts);
        }
        if (server.loseNextAnswer) {
          server.loseNextAnswer = false;
          throw new TransportError('network');
        }
      },
      async query(session) {
        const open = sessions.get(session);
        server.calls.push(`query ${open?.name ?? 'gone'}`);
        if (open === undefined) throw new TransportError('gone');
        return open.final ? { state: 'final' } : { state: 'active', offset: received.get(session) ?? 0 };
      },
      async cancel(session) {
        server.calls.push(`cancel-session ${sessions.get(session)?.name ?? ''}`);
        sessions.delete(session);
      },
    },
  };
  const received = new Map<string, number>();
  return server;
}
