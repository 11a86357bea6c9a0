import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import { decodeHeads } from '@pacs/shared/packs/heads';
import { rebuildFile } from '@pacs/shared/packs/rebuild-file';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { downloadStudy } from '../../functions/src/core/access/download-study.ts';
import { openLinkedDocument, openOwnDocument } from '../../functions/src/core/access/open-document.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { openLink } from '../../functions/src/core/links/open-link.ts';
import { revokeLink } from '../../functions/src/core/links/revoke-link.ts';
import {
  code,
  content,
  documentFile,
  field,
  items,
  reference,
  storage,
} from '../support/synthetic-dicom/documents.ts';
import { element, encapsulatedFile } from '../support/synthetic-dicom/files.ts';
import { crc32c } from '@pacs/shared/crc32c';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { onlyStudy, owner, restored, sha256, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const visitor = { address: '203.0.113.0/24', browser: 'Firefox' };
const ct = ctVolume({ slices: 3, size: 64 }).map(({ bytes }) => bytes);
const headers = ct.map((bytes) => {
  const read = readHeader(bytes, { totalBytes: bytes.length });
  if (read.status !== 'ok') throw new Error('not readable');
  return read.header;
});
const [first] = headers;
if (!first) throw new Error('no images');

/** Of the volume's own study. */
const ofStudy = (sopInstanceUID: string) => [
  element(0x00080018, 'UI', sopInstanceUID),
  element(0x00100010, 'PN'),
  element(0x00100020, 'LO', first.identity.patientID ?? ''),
  element(0x00100021, 'LO', first.identity.issuerOfPatientID ?? ''),
  element(0x0020000d, 'UI', first.studyInstanceUID),
];
const pdfBytes = new TextEncoder().encode(`%PDF-1.7 ${'x'.repeat(5000)}`);
const pdf = documentFile(`${storage}.104.1`, [
  ...ofStudy('1.2.3.90'),
  field('documentTitle', 'Report'),
  field('encapsulatedDocument', pdfBytes),
]);
const selection = documentFile(`${storage}.88.59`, [
  ...ofStudy('1.2.3.91'),
  field('valueType', 'CONTAINER'),
  code('conceptNameCodeSequence', '113000', 'Of Interest'),
  items('contentSequence', [
    field('valueType', 'IMAGE'),
    items('referencedSOPSequence', reference(headers[1]?.sopInstanceUID ?? ''), reference('9.9.9')),
  ]),
]);
const report = documentFile(`${storage}.88.11`, [
  ...ofStudy('1.2.3.92'),
  ...content('CONTAINER', 'Report', [], [content('TEXT', 'Finding', [field('textValue', 'Nothing found')])]),
]);
const waveform = documentFile(`${storage}.9.1.1`, ofStudy('1.2.3.93'));
const all = [...ct, pdf, selection, report, waveform];

function freshWorld(): World {
  const fresh = createWorld();
  signUp(fresh);
  return fresh;
}

let world: World;
let studyId: string;
beforeEach(async () => {
  world = freshWorld();
  const { uploadId, names } = await upload(world, all, [await zipOf(all)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  ({ studyId } = onlyStudy(world));
});

const idOf = (sopClassUID: string) => {
  const found = onlyStudy(world).index.documents.find((one) => one.sopClassUID === sopClassUID);
  if (!found) throw new Error('not stored');
  return found.id;
};
const open = (sopClassUID: string, uid = owner) =>
  openOwnDocument(world.ports, uid, { studyId, document: idOf(sopClassUID) }, visitor);

test('the owner opens a PDF byte for byte, and the access is recorded', async () => {
  const { answer, file } = await open(`${storage}.104.1`);
  expect(answer).toMatchObject({ kind: 'file', mediaType: 'application/pdf', bytes: pdfBytes.length });
  expect(Buffer.compare(file, pdfBytes)).toBe(0);
  expect(world.audits.at(-1)).toMatchObject({
    action: 'document-opened',
    studyId,
    actor: { kind: 'owner', uid: owner },
    from: visitor,
  });
});

test('reports and selections say what they hold; images are named by their id in the index', async () => {
  expect((await open(`${storage}.88.11`)).answer).toMatchObject({
    kind: 'sr',
    root: { children: [{ name: 'Finding', value: 'Nothing found' }] },
  });
  const { ledger } = onlyStudy(world);
  const chosen = ledger.entries.find(({ sopInstanceUID }) => sopInstanceUID === headers[1]?.sopInstanceUID);
  expect((await open(`${storage}.88.59`)).answer).toMatchObject({
    kind: 'ko',
    references: [{ instance: chosen?.id }, {}],
  });
  expect((await open(`${storage}.9.1.1`)).answer).toEqual({ kind: 'other' });
});

test('nothing of a document lies in what a viewer fetches', () => {
  const text = [...world.packObjects].flatMap(([name, { bytes }]) =>
    name.endsWith('.frames') ? [Buffer.from(bytes).toString('latin1')] : [],
  );
  expect(text).toHaveLength(onlyStudy(world).index.packs.length);
  for (const word of ['%PDF', 'Nothing found', 'Report']) expect(text.join('')).not.toContain(word);
});

test('another user and an unknown id find nothing, and nothing is recorded', async () => {
  const before = world.audits.length;
  await expect(open(`${storage}.104.1`, 'stranger')).rejects.toMatchObject({ code: 'not-found' });
  const image = onlyStudy(world).index.instances[0]?.id ?? '';
  for (const document of ['nothing', image])
    await expect(openOwnDocument(world.ports, owner, { studyId, document }, visitor)).rejects.toMatchObject({
      code: 'not-found',
    });
  expect(world.audits).toHaveLength(before);
});

test('a live session of a link opens a document; a revoked link and a made-up session do not', async () => {
  const { linkId, token } = await createLink(world.ports, owner, { studyId, lifetimeMs: 3_600_000 });
  const { opened } = await openLink(world.ports, { token }, { ...visitor, fullAddress: '203.0.113.7' });
  const document = idOf(`${storage}.104.1`);
  const asked = { linkId, session: opened.link?.session ?? '', document };
  expect((await openLinkedDocument(world.ports, asked, visitor)).answer.kind).toBe('file');
  expect(world.audits.at(-1)).toMatchObject({ action: 'document-opened', actor: { kind: 'link', linkId } });
  const unavailable = { code: 'link-unavailable' };
  await expect(
    openLinkedDocument(world.ports, { ...asked, session: 'made up' }, visitor),
  ).rejects.toMatchObject(unavailable);
  await revokeLink(world.ports, owner, { linkId });
  await expect(openLinkedDocument(world.ports, asked, visitor)).rejects.toMatchObject(unavailable);
});

test('a video is named by its kind; its stream lies in one run of what a viewer fetches', async () => {
  const video = freshWorld();
  const parts = [Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6)];
  const file = encapsulatedFile(parts, 30, {
    transferSyntaxUID: '1.2.840.10008.1.2.4.102',
    over: [element(0x00080016, 'UI', `${storage}.77.1.1.1`), element(0x00181063, 'DS', '40')],
  });
  const { uploadId, names } = await upload(video, [file], [await zipOf([file])]);
  await ingestBundle(video.ports, { uploadId, bundle: names[0] ?? '' });
  const { studyId: id, study, index } = onlyStudy(video);
  expect(index.instances).toEqual([]);
  expect(study.documentKinds).toEqual([{ name: 'Endoscopy video', count: 1 }]);
  const stored = index.documents[0]?.video;
  expect(stored).toMatchObject({ transferSyntaxUID: '1.2.840.10008.1.2.4.102', frameTimeMs: 40 });
  const frames = video.packObjects.get(`${id}/${study.incarnation}/${index.packs[0]?.name ?? ''}.frames`);
  const { restAt = 0, restBytes = 0, leadBytes, crc } = stored?.frame ?? {};
  const stream = frames?.bytes.subarray(restAt, restAt + restBytes) ?? new Uint8Array();
  expect(leadBytes).toBe(0);
  expect([...stream]).toEqual([1, 2, 3, 4, 5, 6]);
  expect(crc32c(stream)).toBe(crc);
  expect([...(await restored(video)).keys()]).toEqual([sha256(file)]);
});

test('a stored file that was damaged is not shown', async () => {
  const { study, index, ledger } = onlyStudy(world);
  const id = index.documents.find(({ sopClassUID }) => sopClassUID === `${storage}.88.11`)?.id;
  const pack = ledger.entries.find((entry) => entry.id === id)?.pack ?? -1;
  const name = `${studyId}/${study.incarnation}/${index.packs[pack]?.name ?? ''}.heads`;
  const object = world.packObjects.get(name);
  if (!object) throw new Error('no heads');
  world.packObjects.set(name, { ...object, bytes: object.bytes.subarray(0, object.bytes.length >> 1) });
  await expect(open(`${storage}.88.11`)).rejects.toThrow();
});

test('the owner gets what every file is rebuilt from, and each rebuilds to what was uploaded', async () => {
  const listed = await downloadStudy(world.ports, owner, { studyId, packs: [], entries: true }, visitor);
  expect(listed.urls).toMatchObject({ frames: {}, heads: {} });
  expect(listed.entries).toHaveLength(all.length);
  const packs = listed.packs.map((_, number) => number);
  const answer = await downloadStudy(
    world.ports,
    owner,
    { studyId, packs: [...packs, 99], entries: false },
    visitor,
  );
  expect(answer.entries).toEqual([]);
  expect(Object.keys(answer.urls.heads)).toEqual(packs.map(String));
  const object = (url = '') => {
    const stored = world.packObjects.get(new URL(url).pathname.slice(1));
    if (!stored) throw new Error(`nothing at ${url}`);
    return stored.bytes;
  };
  const rebuilt: string[] = [];
  for (const { pack, head, sha256: expected, bytes } of listed.entries) {
    const heads = decodeHeads(gunzipSync(object(answer.urls.heads[String(pack)])));
    const frames = object(answer.urls.frames[String(pack)]);
    const file = await rebuildFile(heads, head, {
      read: async (at, length) => frames.subarray(at, at + length),
      decodeNative: (codestream, format) => world.ports.codec.decodeNative(codestream, format),
    });
    expect(file.length).toBe(bytes);
    expect(sha256(file)).toBe(expected);
    rebuilt.push(expected);
  }
  expect(rebuilt.sort()).toEqual(all.map(sha256).sort());
  const { index } = onlyStudy(world);
  expect(new Set(listed.entries.map(({ series }) => series))).toEqual(
    new Set([...index.instances, ...index.documents].map(({ series }) => series)),
  );
  expect(world.audits.filter(({ action }) => action === 'study-downloaded')).toHaveLength(2);
});

test('a stranger downloads nothing', async () => {
  await expect(
    downloadStudy(world.ports, 'stranger', { studyId, packs: [0], entries: true }, visitor),
  ).rejects.toMatchObject({ code: 'not-found' });
});
