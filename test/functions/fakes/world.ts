/** All ports of the functions' core over memory, with a place to break in before any call. */
import { createHash } from 'node:crypto';
import type {
  AuditDocument,
  LinkDocument,
  LinkSessionDocument,
  UploadDocument,
  UserDocument,
} from '@pacs/shared/documents';
import type { IngestPorts } from '../../../functions/src/core/ingest/ingest-bundle.ts';
import type {
  AuditLog,
  BundleStore,
  FailureLimiter,
  LinkStore,
  PackStore,
  StoredManifest,
  StoredStudy,
  StudyStore,
  UploadPatch,
  UploadStore,
  UrlSigner,
  UserStore,
  WriteResult,
} from '../../../functions/src/core/ports.ts';
import { AppError } from '@pacs/shared/errors';
import { plainCodec } from './plain-codec.ts';

export type Hook = (call: string) => void | Promise<void>;

export interface World {
  ports: IngestPorts & {
    links: LinkStore;
    audit: AuditLog;
    signer: UrlSigner;
    limiter: FailureLimiter & { sweep(nowMs: number): Promise<void> };
    uploadsBucket: string;
  };
  users: Map<string, UserDocument>;
  uploads: Map<string, { upload: UploadDocument; version: string }>;
  studies: Map<string, StoredStudy>;
  manifests: Map<string, StoredManifest>;
  links: Map<string, LinkDocument>;
  sessions: Map<string, LinkSessionDocument>;
  audits: AuditDocument[];
  bundleObjects: Map<string, { bytes: Uint8Array; createdAtMs: number; token: boolean }>;
  packObjects: Map<string, { bytes: Uint8Array; createdAtMs: number }>;
  nowMs: number;
  /** Called with 'port.method' before every call. */
  before: Hook;
}

export function createWorld(): World {
  let versions = 0;
  let randoms = 0;
  const nextVersion = () => String((versions += 1));
  const ownerKeys = new Map<string, Uint8Array>();
  const failures = new Map<string, number>();
  const world: Omit<World, 'ports'> = {
    users: new Map(),
    uploads: new Map(),
    studies: new Map(),
    manifests: new Map(),
    links: new Map(),
    sessions: new Map(),
    audits: [],
    bundleObjects: new Map(),
    packObjects: new Map(),
    nowMs: 1_800_000_000_000,
    before: () => undefined,
  };

  const patched = (upload: UploadDocument, patch: UploadPatch): UploadDocument => ({
    ...upload,
    ...(patch.state && { state: patch.state }),
    ...(patch.closedAtMs !== undefined && { closedAtMs: patch.closedAtMs }),
    bundles: { ...upload.bundles, ...patch.bundles },
    studyIds:
      patch.addStudyId === undefined ? upload.studyIds : [...new Set([...upload.studyIds, patch.addStudyId])],
  });
  const patchUpload = (uploadId: string, patch: UploadPatch): boolean => {
    const present = world.uploads.get(uploadId);
    if (!present) return false;
    world.uploads.set(uploadId, { upload: patched(present.upload, patch), version: nextVersion() });
    return true;
  };
  const result = (ok: boolean): WriteResult => (ok ? 'done' : 'conflict');
  const manifestKey = (studyId: string, rev: number) => `${studyId}/${String(rev)}`;

  const users: UserStore = {
    get: async (uid) => world.users.get(uid),
    attest: async (uid, terms, textVersion, atMs) => {
      world.users.set(uid, { createdAtMs: atMs, ...world.users.get(uid), [terms]: { atMs, textVersion } });
    },
    ownerKey: async (uid, fresh) => {
      const key = ownerKeys.get(uid) ?? fresh;
      ownerKeys.set(uid, key);
      return key;
    },
  };

  const uploads: UploadStore = {
    create: async (uploadId, upload) => {
      world.uploads.set(uploadId, { upload, version: nextVersion() });
    },
    get: async (uploadId) => structuredClone(world.uploads.get(uploadId)),
    countOpen: async (ownerUid) =>
      [...world.uploads.values()].filter(
        ({ upload }) => upload.ownerUid === ownerUid && upload.state === 'open',
      ).length,
    awaitedBytes: async (ownerUid) =>
      [...world.uploads.values()]
        .filter(({ upload }) => upload.ownerUid === ownerUid && upload.state === 'open')
        .flatMap(({ upload }) => Object.values(upload.bundles))
        .reduce((sum, { state, bytes }) => sum + (state === 'awaited' ? bytes : 0), 0),
    update: async (uploadId, patch, expected) => {
      if (expected !== undefined && world.uploads.get(uploadId)?.version !== expected) return 'conflict';
      return result(patchUpload(uploadId, patch));
    },
    remove: async (uploadId) => {
      world.uploads.delete(uploadId);
    },
    ofStudy: async (ownerUid, studyId) =>
      [...world.uploads]
        .filter(
          ([, { upload }]) =>
            upload.ownerUid === ownerUid && (upload.studyId === studyId || upload.studyIds.includes(studyId)),
        )
        .map(([id]) => id),
    expired: async (nowMs) =>
      [...world.uploads].filter(([, { upload }]) => upload.expiresAtMs < nowMs).map(([id]) => id),
    closedBefore: async (atMs) =>
      [...world.uploads]
        .filter(([, { upload }]) => upload.state === 'open' && (upload.closedAtMs ?? Infinity) < atMs)
        .map(([id]) => id),
  };

  const studies: StudyStore = {
    get: async (studyId) => structuredClone(world.studies.get(studyId)),
    manifest: async (studyId, rev) => world.manifests.get(manifestKey(studyId, rev)),
    manifestHead: async (studyId, rev) => world.manifests.get(manifestKey(studyId, rev))?.manifest,
    storedBytes: async (ownerUid) =>
      [...world.studies.values()]
        .filter(({ study }) => study.ownerUid === ownerUid)
        .reduce((sum, { study }) => sum + study.counts.storedBytes, 0),
    commit: async (commit) => {
      const present = world.studies.get(commit.studyId);
      if (present?.version !== commit.expected || !world.uploads.has(commit.upload.uploadId))
        return 'conflict';
      const thumbnail = commit.thumbnail ?? present?.thumbnail;
      world.studies.set(commit.studyId, {
        study: commit.study,
        ...(thumbnail && { thumbnail }),
        version: nextVersion(),
      });
      if (commit.replaces) world.manifests.delete(manifestKey(commit.studyId, commit.replaces.rev));
      world.manifests.set(manifestKey(commit.studyId, commit.manifest.manifest.rev), commit.manifest);
      patchUpload(commit.upload.uploadId, commit.upload.patch);
      world.audits.push(commit.audit);
      return 'done';
    },
    replace: async (studyId, study, expected, audit) => {
      const present = world.studies.get(studyId);
      if (present?.version !== expected) return 'conflict';
      world.studies.set(studyId, { ...present, study, version: nextVersion() });
      if (audit) world.audits.push(audit);
      return 'done';
    },
    deleting: async () =>
      [...world.studies].filter(([, { study }]) => study.state === 'deleting').map(([id]) => id),
    remove: async (studyId, audit) => {
      for (const key of world.manifests.keys())
        if (key.startsWith(`${studyId}/`)) world.manifests.delete(key);
      world.studies.delete(studyId);
      world.audits.push(audit);
    },
  };

  const links: LinkStore = {
    create: async (linkId, link, audit) => {
      world.links.set(linkId, link);
      world.audits.push(audit);
    },
    get: async (linkId) => world.links.get(linkId),
    countOfStudy: async (ownerUid, studyId) =>
      [...world.links.values()].filter((link) => link.ownerUid === ownerUid && link.studyId === studyId)
        .length,
    revoke: async (linkId, atMs, audit) => {
      const link = world.links.get(linkId);
      if (link) world.links.set(linkId, { ...link, revokedAtMs: atMs });
      world.audits.push(audit);
    },
    removeOfStudy: async (_ownerUid, studyId) => {
      for (const [linkId, link] of world.links) {
        if (link.studyId !== studyId) continue;
        world.links.delete(linkId);
        for (const key of world.sessions.keys()) if (key.startsWith(`${linkId}/`)) world.sessions.delete(key);
      }
    },
    session: async (linkId, sessionId) => world.sessions.get(`${linkId}/${sessionId}`),
    open: async (linkId, sessionId, session, audit) => {
      world.sessions.set(`${linkId}/${sessionId}`, session);
      const link = world.links.get(linkId);
      if (link)
        world.links.set(linkId, { ...link, opens: link.opens + 1, lastOpenedAtMs: session.createdAtMs });
      world.audits.push(audit);
    },
    touch: async (linkId, sessionId, seenAtMs) => {
      const key = `${linkId}/${sessionId}`;
      const session = world.sessions.get(key);
      if (session) world.sessions.set(key, { ...session, lastSeenAtMs: seenAtMs });
    },
  };

  const bundles: BundleStore = {
    read: async (name, maxBytes) => {
      const object = world.bundleObjects.get(name);
      if (object && object.bytes.length > maxBytes) throw new AppError('too-large');
      return object?.bytes;
    },
    stripToken: async (name) => {
      const object = world.bundleObjects.get(name);
      if (object) object.token = false;
    },
    exists: async (name) => world.bundleObjects.has(name),
    remove: async (name) => {
      world.bundleObjects.delete(name);
    },
    removeAll: async (prefix) => {
      for (const name of world.bundleObjects.keys())
        if (name.startsWith(prefix)) world.bundleObjects.delete(name);
    },
    list: async () => ({
      objects: [...world.bundleObjects].map(([name, { createdAtMs }]) => ({ name, createdAtMs })),
      next: undefined,
    }),
  };

  const packs: PackStore = {
    put: async (name, bytes) => {
      if (world.packObjects.has(name)) throw new Error('objects are never overwritten');
      world.packObjects.set(name, { bytes, createdAtMs: world.nowMs });
    },
    read: async (name, at, bytes) => {
      const object = world.packObjects.get(name);
      if (!object) throw new Error('no such object');
      return object.bytes.subarray(at, at + bytes);
    },
    remove: async (name) => {
      world.packObjects.delete(name);
    },
    removeAll: async (prefix) => {
      for (const name of world.packObjects.keys())
        if (name.startsWith(prefix)) world.packObjects.delete(name);
    },
    list: async () => ({
      objects: [...world.packObjects].map(([name, { createdAtMs }]) => ({ name, createdAtMs })),
      next: undefined,
    }),
  };

  const watch = <T extends object>(port: string, target: T): T =>
    new Proxy(target, {
      get(object, property, receiver) {
        const member: unknown = Reflect.get(object, property, receiver);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          await handle.before(`${port}.${String(property)}`);
          return (member as (...args: unknown[]) => unknown).apply(object, args);
        };
      },
    });

  const handle = Object.assign(world, {
    ports: {
      users: watch('users', users),
      uploads: watch('uploads', uploads),
      studies: watch('studies', studies),
      links: watch('links', links),
      bundles: watch('bundles', bundles),
      packs: watch('packs', packs),
      audit: {
        append: async (event: AuditDocument) => {
          world.audits.push(event);
        },
      },
      signer: {
        sign: async (name: string, dateMs: number, expiresSeconds: number) =>
          `https://storage.test/${name}?from=${String(dateMs)}&for=${String(expiresSeconds)}`,
      },
      limiter: {
        blocked: (address: string) => (failures.get(address) ?? 0) > 3,
        failed: async (address: string) => {
          failures.set(address, (failures.get(address) ?? 0) + 1);
          return (failures.get(address) ?? 0) <= 3;
        },
        sweep: async () => undefined,
      },
      codec: plainCodec(),
      thumbnailer: { render: async () => new Uint8Array([1, 2, 3]) },
      clock: { now: () => handle.nowMs, wait: () => Promise.resolve() },
      random: {
        bytes: (count: number) => {
          const digest = createHash('sha512')
            .update(String((randoms += 1)))
            .digest();
          return new Uint8Array(digest.subarray(0, count));
        },
      },
      uploadsBucket: 'uploads',
    },
  });
  return handle;
}
