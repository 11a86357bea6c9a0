/** The files themselves through a link: only where its owner allows it, and of nothing that it does not show. */
import { beforeAll, expect, test } from 'vitest';
import type { CallableRequest } from '@pacs/shared/callables';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { downloadLinked } from '../../functions/src/core/access/download-study.ts';
import { openLinkedDocument } from '../../functions/src/core/access/open-document.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { noteLink } from '../../functions/src/core/links/note-link.ts';
import { openLink, renewLink } from '../../functions/src/core/links/open-link.ts';
import { revokeLink } from '../../functions/src/core/links/revoke-link.ts';
import { documentFile, field, storage } from '../support/synthetic-dicom/documents.ts';
import { element } from '../support/synthetic-dicom/files.ts';
import { onlyStudy, owner, sha256, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const visitor = { address: '203.0.113.0/24', browser: 'Firefox' };
const lifetimeMs = 3_600_000;
const images = [1, 2].map((number) =>
  ctVolume({ slices: 2, size: 32, series: { number } }).map(({ bytes }) => bytes),
);
const [first] = images.flat();
const read = readHeader(first ?? new Uint8Array(), { totalBytes: first?.length ?? 0 });
if (read.status !== 'ok') throw new Error('not readable');
const { identity, studyInstanceUID } = read.header;
const document = (number: number, kind: string, mimeType: string, text: string) =>
  documentFile(`${storage}.104.${kind}`, [
    element(0x00080018, 'UI', `1.2.3.${String(number)}`),
    element(0x00100010, 'PN'),
    element(0x00100020, 'LO', identity.patientID ?? ''),
    element(0x00100021, 'LO', identity.issuerOfPatientID ?? ''),
    element(0x0020000d, 'UI', studyInstanceUID),
    element(0x0020000e, 'UI', `1.2.4.${String(number)}`),
    field('documentTitle', 'Letter'),
    field('encapsulatedDocument', new TextEncoder().encode(text)),
    field('mimeType', mimeType),
  ]);
const files = [
  ...images.flat(),
  document(1, '1', 'application/pdf', '%PDF-1.7 words'),
  document(2, '2', 'text/xml', '<letter>words</letter>'),
];

let world: World;
let studyId: string;
beforeAll(async () => {
  world = createWorld();
  signUp(world);
  const { uploadId, names } = await upload(world, files, [await zipOf(files)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  ({ studyId } = onlyStudy(world));
});

async function visit(more: Partial<CallableRequest<'createLink'>>) {
  const { linkId, token, expiresAtMs } = await createLink(world.ports, owner, {
    studyId,
    lifetimeMs,
    ...more,
  });
  const { opened } = await openLink(world.ports, { token }, { ...visitor, fullAddress: '203.0.113.7' });
  const who = { linkId, session: opened.link?.session ?? '' };
  const download = (packs: number[], entries = false) =>
    downloadLinked(world.ports, { ...who, packs, entries }, visitor);
  return { who, opened, expiresAtMs, download };
}

const packsOf = (series: string) =>
  onlyStudy(world).index.packs.flatMap((pack) => (pack.series === series ? [pack.name] : []));

test('a link does not give its files unless its owner said so, and no door of it signs their objects', async () => {
  const { who, opened, download } = await visit({});
  expect(opened.link).not.toHaveProperty('download');
  const before = world.audits.length;
  await expect(download([0], true)).rejects.toMatchObject({ code: 'not-found' });
  expect(world.audits).toHaveLength(before);
  const { frames } = await renewLink(world.ports, { ...who, packs: [0, 1, 2, 3] });
  for (const url of [...Object.values(frames), ...Object.values(opened.urls.frames)])
    expect(url).toMatch(/\.frames\?/);
});

test('a link that allows it gives every file, each access on record, and URLs that end with it', async () => {
  const { who, opened, download, expiresAtMs } = await visit({ download: true });
  expect(opened.link).toMatchObject({ download: true });
  const { entries, packs } = await download([], true);
  expect(entries.map((entry) => entry.sha256).sort()).toEqual(files.map(sha256).sort());
  world.nowMs = expiresAtMs - 90_000;
  const { urls } = await download([...packs.keys()]);
  expect(Object.keys(urls.heads)).toEqual([...packs.keys()].map(String));
  const [, from, lives] = /from=(\d+)&for=(\d+)/.exec(urls.heads['0'] ?? '') ?? [];
  expect(Number(from) + 1000 * Number(lives)).toBe(expiresAtMs);
  expect(world.audits.at(-1)).toMatchObject({
    action: 'study-downloaded',
    actor: { kind: 'link', linkId: who.linkId },
    from: visitor,
  });
  await revokeLink(world.ports, owner, { linkId: who.linkId });
  await expect(download([0])).rejects.toMatchObject({ code: 'link-unavailable' });
});

test('a link to one series gives the files of that series alone, whatever pack is asked for', async () => {
  const { study } = onlyStudy(world);
  const chosen = study.series.find(({ number }) => number === 2)?.id ?? '';
  const { download } = await visit({ download: true, series: [chosen] });
  const { entries, packs, urls } = await download(
    Array.from({ length: 32 }, (_, pack) => pack),
    true,
  );
  expect(entries.map((entry) => entry.sha256).sort()).toEqual(images[1]?.map(sha256).sort());
  expect(new Set(entries.map(({ series, pack }) => `${series} ${String(pack)}`))).toEqual(
    new Set([`${chosen} 0`]),
  );
  expect(packs).toHaveLength(1);
  const [name] = packsOf(chosen);
  expect(Object.entries({ ...urls.heads }).map(([number, url]) => [number, url.split('?')[0]])).toEqual([
    ['0', `https://storage.test/${studyId}/${study.incarnation}/${name ?? ''}.heads`],
  ]);
  expect(Object.keys(urls.frames)).toEqual(['0']);
});

test('of a document no more than what is shown leaves without the right to its file', async () => {
  const { index } = onlyStudy(world);
  const open = async (who: { linkId: string; session: string }, kind: string) => {
    const id = index.documents.find(({ sopClassUID }) => sopClassUID === `${storage}.104.${kind}`)?.id ?? '';
    return openLinkedDocument(world.ports, { ...who, document: id }, visitor);
  };
  const { who } = await visit({});
  expect((await open(who, '1')).file.length).toBeGreaterThan(0);
  const letter = await open(who, '2');
  expect(letter.answer).toMatchObject({ kind: 'file', mediaType: 'text/xml', bytes: 0 });
  expect(letter.file).toHaveLength(0);
  const allowed = await visit({ download: true });
  expect(Buffer.from((await open(allowed.who, '2')).file).toString()).toBe('<letter>words</letter>');
});

test('what its owner notes beside a link is told to nobody who opens it, and only the owner changes it', async () => {
  const { who, opened, download } = await visit({ download: true, note: 'For Mrs Marked, second opinion' });
  const { linkId } = who;
  expect(JSON.stringify([opened, await download([0], true)])).not.toContain('Marked');
  const noted = () => world.links.get(linkId)?.note;
  expect(noted()).toBe('For Mrs Marked, second opinion');
  await noteLink(world.ports, owner, { linkId, note: ' For the ward ' });
  expect(noted()).toBe('For the ward');
  await expect(noteLink(world.ports, 'stranger', { linkId, note: 'x' })).rejects.toMatchObject({
    code: 'not-found',
  });
  await noteLink(world.ports, owner, { linkId, note: ' ' });
  expect(world.links.get(linkId)).not.toHaveProperty('note');
  const events = world.audits.filter(({ action }) => action === 'link-noted');
  expect(events).toMatchObject([{ actor: { kind: 'owner', uid: owner } }, { outcome: 'success' }]);
  expect(JSON.stringify(events)).not.toContain('ward');
});
