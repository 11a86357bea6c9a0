/** What ingest has no time to transcode is finished by the stack's own function, or by the sweep where no task comes. */
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { crc32c } from '@pacs/shared/crc32c';
import { limits } from '@pacs/shared/limits';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import { decodeHeads } from '@pacs/shared/packs/heads';
import { rebuildFile } from '@pacs/shared/packs/rebuild-file';
import { objectNames } from '@pacs/shared/paths';
import { beforeAll, expect, test } from 'vitest';
import { openStudy, renewStudy } from '../../functions/src/core/access/open-study.ts';
import { gunzipJson } from '../../functions/src/core/gzip-json.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import type { TranscodeQueue } from '../../functions/src/core/ports.ts';
import { sweep } from '../../functions/src/core/studies/sweep.ts';
import { transcodePack } from '../../functions/src/core/transcode/transcode-pack.ts';
import { addBundles } from '../../functions/src/core/uploads/add-bundles.ts';
import { beginUpload } from '../../functions/src/core/uploads/begin-upload.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { studyIdOf } from '../../functions/src/core/identity.ts';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { zipOf } from '../functions/fakes/uploading.ts';
import { stackNowMs } from '../support/clock.ts';
import { bundlesAtHand, realPorts } from './real-ports.ts';

const files = ctVolume({ slices: 4, size: 64 }).map(({ bytes }) => bytes);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url');
const visitor = { address: '192.0.2.0/24', browser: 'Firefox' };

let real: Awaited<ReturnType<typeof realPorts>>;
beforeAll(async () => {
  real = await realPorts();
});

interface Left {
  uid: string;
  uploadId: string;
  studyId: string;
}

/** A new owner's study of which only the first frame was coded. `files` are announced, `sent` arrive. */
async function ingestInHaste(transcodes: TranscodeQueue, sent = files): Promise<Left> {
  const uid = crypto.randomUUID();
  for (const terms of ['professionalAdult', 'uploadGrounds'] as const)
    await real.users.attest(uid, terms, 'test', stackNowMs());
  const headers = files.map((bytes) => {
    const read = readHeader(bytes, { totalBytes: bytes.length });
    if (read.status !== 'ok') throw new Error(read.status);
    return read.header;
  });
  const [first] = headers;
  const study = {
    studyInstanceUID: first?.studyInstanceUID ?? '',
    patientID: first?.identity.patientID ?? '',
    issuerOfPatientID: first?.identity.issuerOfPatientID ?? '',
  };
  const { uploadId } = await beginUpload(real, uid, {
    ...study,
    instances: files.map((bytes, i) => ({
      sopInstanceUID: headers[i]?.sopInstanceUID ?? '',
      sha256: sha256(bytes),
    })),
    leftOut: 0,
    missingByDirectory: 0,
  });
  const zip = await zipOf(sent);
  const { names } = await addBundles(real, uid, { uploadId, bundles: [{ bytes: zip.length }] });
  let aheadMs = 0;
  const ports = {
    ...real,
    transcodes,
    bundles: bundlesAtHand(real, new Map([[names[0] ?? '', zip]])),
    clock: { ...real.clock, now: () => stackNowMs() + aheadMs },
    codec: {
      ...real.codec,
      encode: (...asked: Parameters<typeof real.codec.encode>) => {
        aheadMs += limits.transcodeMaxMs;
        return real.codec.encode(...asked);
      },
    },
  };
  expect(await ingestBundle(ports, { uploadId, bundle: names[0] ?? '' })).toBe('ingested');
  await finishUpload(real, uid, { uploadId, abandoned: [] });
  const ownerKey = await real.users.ownerKey(uid, new Uint8Array(32));
  return { uid, uploadId, studyId: studyIdOf(ownerKey, study) };
}

const noQueue: TranscodeQueue = { enqueue: () => Promise.reject(new Error('away')) };
const pastTheQueue: TranscodeQueue = { enqueue: () => Promise.resolve() };

async function inside(studyId: string) {
  const stored = await real.studies.get(studyId);
  if (!stored) throw new Error('no study');
  const { study, version } = stored;
  const manifest = await real.studies.manifest(studyId, study.rev, study.manifestParts);
  if (!manifest) throw new Error('no manifest');
  const index = gunzipJson(StudyIndex, manifest.index);
  const ledger = gunzipJson(StudyLedger, manifest.ledger);
  const codings = index.instances.flatMap(({ frames }) => frames.map(({ coding }) => coding));
  return { study, version, manifest, index, ledger, codings };
}

async function range(url: string, at: number, bytes: number): Promise<Uint8Array> {
  if (bytes === 0) return new Uint8Array();
  const answer = await fetch(url, { headers: { range: `bytes=${String(at)}-${String(at + bytes - 1)}` } });
  expect(answer.status).toBe(206);
  return new Uint8Array(await answer.arrayBuffer());
}

/** All frames are coded and can be fetched, all files come back, and the old pack is still there for who has it open. */
async function expectFinished({ uid, studyId }: Left): Promise<void> {
  const { study, manifest, index, ledger, codings } = await inside(studyId);
  expect(study).toMatchObject({ state: 'ready', rev: 2, counts: { instances: 4 } });
  expect(study.transcode).toBeUndefined();
  expect(codings).toEqual(['htj2k', 'htj2k', 'htj2k', 'htj2k']);
  expect(manifest.manifest.retired.map(({ pack }) => pack)).toEqual([0]);
  expect(index.packs[0]).toMatchObject({ framesBytes: 0, headsBytes: 0 });

  const { opened } = await openStudy(real, uid, studyId, visitor);
  for (const ref of index.instances.flatMap(({ frames }) => frames)) {
    const url = opened.urls.frames[String(ref.pack)] ?? '';
    const lead = await range(url, ref.leadAt, ref.leadBytes);
    expect(crc32c(await range(url, ref.restAt, ref.restBytes), crc32c(lead))).toBe(ref.crc);
  }
  const before = await renewStudy(real, uid, studyId, [0]);
  expect((await range(before.frames['0'] ?? '', 0, 16)).length).toBe(16);

  const rebuilt: string[] = [];
  for (const { pack, head } of ledger.entries) {
    const { name = '', headsBytes = 0 } = index.packs[pack] ?? {};
    const heads = await real.packs.read(objectNames.heads(studyId, study.incarnation, name), 0, headsBytes);
    const frames = objectNames.frames(studyId, study.incarnation, name);
    const file = await rebuildFile(decodeHeads(gunzipSync(heads)), head, {
      read: (at, bytes) => real.packs.read(frames, at, bytes),
      decodeNative: (codestream, format) => real.codec.decodeNative(codestream, format),
    });
    rebuilt.push(sha256(file));
  }
  expect(rebuilt.sort()).toEqual(files.map(sha256).sort());
}

/** As the scheduled function, an hour from now. */
const sweepLater = () =>
  sweep(
    {
      ...real,
      operatorEmail: '',
      clock: { ...real.clock, now: () => stackNowMs() + 3_600_000 },
      ingest: (name) => ingestBundle(real, name),
      transcode: (pack) => transcodePack(real, pack),
    },
    () => undefined,
  );

test('the task that ingest queues finishes the study, once however often it is queued', async () => {
  const left = await ingestInHaste(real.transcodes);
  await expect
    .poll(async () => (await inside(left.studyId)).study.transcode, { timeout: 90_000, interval: 250 })
    .toBeUndefined();
  await expectFinished(left);
  const { study, manifest } = await inside(left.studyId);
  const pack = {
    studyId: left.studyId,
    incarnation: study.incarnation,
    pack: manifest.manifest.packNames[0] ?? '',
  };
  await expect(real.transcodes.enqueue(pack)).resolves.toBeUndefined();
});

test('where no task comes the sweep finds the study and finishes it', async () => {
  const left = await ingestInHaste(noQueue);
  const { study, codings } = await inside(left.studyId);
  expect(study.transcode?.pending).toBe(1);
  expect(codings).toEqual(['htj2k', 'as-is', 'as-is', 'as-is']);
  expect(await real.studies.toTranscode(50)).toContain(left.studyId);
  expect((await sweepLater()).transcodedPacks).toBeGreaterThan(0);
  await expectFinished(left);
  expect(await real.studies.toTranscode(50)).not.toContain(left.studyId);
});

test('what was announced and did not come is counted, and leaves the ticket for the ledger', async () => {
  const { uploadId, studyId } = await ingestInHaste(pastTheQueue, files.slice(1));
  const { study, ledger } = await inside(studyId);
  expect(study.completeness).toMatchObject({ offered: 4, stored: 3 });
  expect(ledger.missing).toHaveLength(1);
  const ticket = await real.uploads.get(uploadId);
  expect(ticket?.upload.state).toBe('finished');
  expect(ticket?.upload.announced).toBeUndefined();
});

test('a link moves its study, so that of two made at once one has to look again', async () => {
  const { uid, studyId } = await ingestInHaste(pastTheQueue);
  const { version, study } = await inside(studyId);
  const link = (id: string) => {
    const audit = { ownerUid: uid, studyId, action: 'link-created', outcome: 'success', atMs: 1 } as const;
    const document = {
      ownerUid: uid,
      studyId,
      incarnation: study.incarnation,
      createdAtMs: 1,
      expiresAtMs: 2,
      opens: 0,
    };
    return real.links.create(id, { link: document }, version, { ...audit, actor: { kind: 'owner', uid } });
  };
  const results = await Promise.all([link(crypto.randomUUID()), link(crypto.randomUUID())]);
  expect(results.sort()).toEqual(['conflict', 'done']);
  expect(await real.links.countOfStudy(uid, studyId)).toBe(1);
  await Promise.all([1, 2, 3].map(() => createLink(real, uid, { studyId, lifetimeMs: limits.linkMinMs })));
  expect(await real.links.countOfStudy(uid, studyId)).toBe(4);
});

test('a study that has moved is not removed by who read it before; one that has not goes with its manifest', async () => {
  const { uid, studyId } = await ingestInHaste(pastTheQueue);
  const { version, study } = await inside(studyId);
  expect(await real.studies.replace(studyId, { ...study, updatedAtMs: stackNowMs() }, version)).toBe('done');
  const audit = { ownerUid: uid, studyId, action: 'study-deleted', outcome: 'success', atMs: 1 } as const;
  const remove = (expected: string) =>
    real.studies.remove(studyId, expected, { ...audit, actor: { kind: 'system' } });
  expect(await remove(version)).toBe('conflict');
  const now = await inside(studyId);
  expect(now.study.transcode).toEqual(study.transcode);
  expect(await remove(now.version)).toBe('done');
  expect(await real.studies.get(studyId)).toBeUndefined();
  expect(await real.studies.manifestHead(studyId, study.rev)).toBeUndefined();
  expect(await remove(now.version)).toBe('conflict');
});
