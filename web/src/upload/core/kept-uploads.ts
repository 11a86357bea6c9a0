/**
 * Unfinished uploads of this account as the browser keeps them. One page at a time goes on with an upload: it
 * holds the upload's lock, which the browser lets go of when the page is gone, however it went.
 */
import type { CallableRequest } from '@pacs/shared/callables';
import type { Clock, SessionStore, StoredUpload, UploadLocks } from './ports.ts';

export interface KeptUploads {
  /** Of an upload that this page has claimed. */
  save(upload: StoredUpload): Promise<void>;
  keepHandles(uploadId: string, handles: readonly FileSystemHandle[]): Promise<void>;
  handles(uploadId: string): Promise<FileSystemHandle[]>;
  /** False where this page or another has it already. Before anything is kept of it. */
  claim(uploadId: string): Promise<boolean>;
  /** No page has it. */
  isFree(uploadId: string): Promise<boolean>;
  /** For whoever wants it. */
  unclaim(uploadId: string): void;
  /** Claims an upload that still has some of these files to send. */
  claimSome(sha256s: ReadonlySet<string>): Promise<StoredUpload | undefined>;
  read(uploadId: string): Promise<StoredUpload | undefined>;
  /** Those that this page has not claimed. */
  unclaimed(): Promise<StoredUpload[]>;
  remove(uploadId: string): Promise<void>;
  /** For good: what is still on its way to be kept is not. */
  clear(): Promise<void>;
}

/** Every digest that an upload is made of. */
export function digestsOf({ stored, bundles, rest }: StoredUpload): string[] {
  return [...stored, ...bundles.flatMap(({ files }) => files), ...rest];
}

/** Ends an upload of which nothing more will be sent. */
export function closing({ uploadId, bundles, abandoned }: StoredUpload): CallableRequest<'finishUpload'> {
  const unsent = bundles.flatMap(({ name, sent }) => (sent ? [] : [name]));
  return { uploadId, abandoned: [...abandoned, ...unsent] };
}

/** A database that is full or breaks costs going on after a reload, and no upload. Whoever looks for what is left, or clears it, hears of it. */
function withoutFaults(sessions: SessionStore): SessionStore {
  const nothing = (): undefined => undefined;
  return {
    save: (upload) => sessions.save(upload).catch(nothing),
    keepHandles: (uploadId, handles) => sessions.keepHandles(uploadId, handles).catch(nothing),
    handles: (uploadId) => sessions.handles(uploadId).catch(() => []),
    remove: (uploadId) => sessions.remove(uploadId).catch(nothing),
    all: () => sessions.all(),
    clear: () => sessions.clear(),
  };
}

export function createKeptUploads(ports: {
  ownerUid: string;
  sessions: SessionStore;
  locks: UploadLocks;
  clock: Clock;
}): KeptUploads {
  const { ownerUid, locks, clock } = ports;
  const sessions = withoutFaults(ports.sessions);
  const claimed = new Set<string>();
  let isCleared = false;

  async function mine(): Promise<StoredUpload[]> {
    const all = await sessions.all();
    const over = all.filter(({ expiresAtMs }) => expiresAtMs <= clock.nowMs());
    await Promise.all(over.map(({ uploadId }) => sessions.remove(uploadId)));
    return all.filter((upload) => upload.ownerUid === ownerUid && !over.includes(upload));
  }

  async function claim(uploadId: string): Promise<boolean> {
    if (isCleared || claimed.has(uploadId)) return false;
    claimed.add(uploadId);
    if (await locks.take(uploadId)) return true;
    claimed.delete(uploadId);
    return false;
  }

  return {
    save: async (upload) => {
      if (!isCleared) await sessions.save(upload);
    },
    keepHandles: async (uploadId, handles) => {
      if (!isCleared) await sessions.keepHandles(uploadId, handles);
    },
    handles: (uploadId) => sessions.handles(uploadId),
    claim,
    isFree: async (uploadId) => !claimed.has(uploadId) && (await locks.isFree(uploadId)),
    unclaim(uploadId) {
      claimed.delete(uploadId);
      locks.release(uploadId);
    },
    async claimSome(sha256s) {
      for (const upload of await mine().catch(() => [])) {
        const unsent = [...upload.rest, ...upload.bundles.flatMap(({ files }) => files)];
        if (unsent.some((sha256) => sha256s.has(sha256)) && (await claim(upload.uploadId))) return upload;
      }
      return undefined;
    },
    read: async (uploadId) => (await mine().catch(() => [])).find((upload) => upload.uploadId === uploadId),
    unclaimed: async () => (await mine()).filter(({ uploadId }) => !claimed.has(uploadId)),
    async remove(uploadId) {
      await sessions.remove(uploadId);
      locks.release(uploadId);
    },
    async clear() {
      isCleared = true;
      await sessions.clear();
      for (const uploadId of claimed) locks.release(uploadId);
    },
  };
}
