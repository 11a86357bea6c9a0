/** Links without identity over the whole path: a marked patient goes in, and nothing of them comes out. */
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { StudyIndex } from '@pacs/shared/manifest';
import { decodeOpened, encodeOpened } from '@pacs/shared/opened';
import { gzipJson } from '../../functions/src/core/gzip-json.ts';
import { downloadLinked } from '../../functions/src/core/access/download-study.ts';
import { openLinkedDocument } from '../../functions/src/core/access/open-document.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { openLink, renewLink } from '../../functions/src/core/links/open-link.ts';
import { documentFile, field, storage } from '../support/synthetic-dicom/documents.ts';
import { element } from '../support/synthetic-dicom/files.ts';
import { onlyStudy, owner } from './fakes/uploading.ts';
import type { World } from './fakes/world.ts';
import { kind, make, marked, marks, series, studyOf } from './support/marked-study.ts';

const visitor = { address: '203.0.113.0/24', browser: 'Firefox' };
const from = { ...visitor, fullAddress: '203.0.113.7' };
const lifetimeMs = 3_600_000;

const headerOf = (bytes: Uint8Array) => {
  const read = readHeader(bytes, { totalBytes: bytes.length });
  if (read.status !== 'ok') throw new Error('not readable');
  return read.header;
};

const plain = series(2);
const [first] = plain.map(headerOf);
if (!first) throw new Error('no images');

const ofStudy = (number: number) => [
  ...marked,
  element(0x00080018, 'UI', `1.2.3.${String(number)}`),
  element(0x0020000d, 'UI', first.studyInstanceUID),
  element(0x0020000e, 'UI', `1.2.4.${String(number)}`),
  element(0x00200011, 'IS', number),
];
const pdf = documentFile(`${storage}.104.1`, [
  ...ofStudy(90),
  field('documentTitle', 'Letter'),
  field('encapsulatedDocument', new TextEncoder().encode(`%PDF-1.7 ${marks.name}`)),
  field('mimeType', 'application/pdf'),
]);

describe('a marked patient', () => {
  let world: World;
  let studyId: string;
  let idOf: (number: number) => string;
  beforeAll(async () => {
    ({ world, studyId, idOf } = await studyOf([...plain, ...series(3, kind('6.1', 'US')), pdf]));
  });

  const packOf = (number: number) =>
    onlyStudy(world).index.packs.findIndex((pack) => pack.series === idOf(number));

  async function open(chosen?: string[]) {
    const { token, linkId } = await make(world, studyId, chosen);
    const parts = await openLink(world.ports, { token }, from);
    const body = encodeOpened(parts.opened, parts.index, parts.lead);
    const { session = '' } = parts.opened.link ?? {};
    const json = gunzipSync(parts.index).toString();
    return {
      ...parts,
      body,
      json,
      token,
      link: { linkId, session },
      index: StudyIndex.parse(JSON.parse(json)),
    };
  }

  test('leaves nothing in the answer: no value of its headers, no UID, no id of the study’s own', async () => {
    const { body, json, opened, link } = await open();
    const { urls, ...rest } = opened;
    const told = `${Buffer.from(body).toString('latin1')}\n${json}`;
    const known = Object.values(marks).flatMap((mark) =>
      mark.split(/[\^ ]/).filter((word) => word.length > 3),
    );
    const { index, ledger, study } = onlyStudy(world);
    const uids = ledger.entries.flatMap(({ sopInstanceUID, seriesInstanceUID, facts, sha256 }) => [
      ...[sopInstanceUID, seriesInstanceUID, sha256],
      ...(facts.frameOfReference ? [facts.frameOfReference] : []),
    ]);
    expect(known.length).toBeGreaterThan(15);
    expect(uids.length).toBeGreaterThan(15);
    for (const word of [...known, ...uids, first.studyInstanceUID, 'words', '1951', '2019', '71.25'])
      expect(told, word).not.toContain(word);

    const own = [
      ...[studyId, study.incarnation, owner],
      ...index.packs.map(({ name }) => name),
      ...[...index.instances, ...index.documents].flatMap((row) => [row.id, row.series]),
      ...index.stacks.map(({ id }) => id),
    ];
    for (const id of own) expect(`${JSON.stringify(rest)}${json}`, id).not.toContain(id);

    const later = await renewLink(world.ports, { ...link, packs: [0, 1, 2, 3] });
    for (const url of [...Object.values(urls.frames), ...Object.values(later.frames)])
      for (const word of [...known, ...uids]) expect(url).not.toContain(word);
  });

  test('is said to be left out, and how much of the study is not shown', async () => {
    const { opened, body } = await open();
    expect(decodeOpened(Uint8Array.from(body).buffer).opened).toEqual(opened);
    const { link, urls, serverNowMs: _now, indexBytes: _bytes, ...rest } = opened;
    expect(rest).toEqual({
      studyId: expect.stringMatching(/^[\w-]{16}$/) as string,
      rev: 1,
      identity: {},
      identityConflict: false,
      identityRemoved: true,
      description: {},
      series: [{ id: expect.stringMatching(/^[\w-]{16}$/) as string, modality: 'CT', number: 2 }],
      completeness: { offered: 5, stored: 2, rejected: 0, leftOut: 0, missingByDirectory: 0, gaps: 0 },
    });
    expect(Object.keys(link ?? {}).sort()).toEqual(['expiresAtMs', 'linkId', 'session']);
    expect(Object.keys(urls.frames)).toEqual([String(packOf(2))]);
  });

  test('leaves all that images are shown and measured by', async () => {
    const { index, opened } = await open();
    const whole = onlyStudy(world).index;
    expect([index.instances.length, index.stacks.length, index.packs.length]).toEqual([2, 1, packOf(2) + 1]);
    expect(index.documents).toEqual([]);
    const before = whole.displays[whole.instances[0]?.display ?? -1];
    const after = index.displays[index.instances[0]?.display ?? -1];
    expect(after).toMatchObject({
      pixelSpacing: before?.pixelSpacing,
      rescaleSlope: 1,
      rescaleIntercept: -1024,
    });
    expect(after?.windows).toEqual([
      { center: 40, width: 400 },
      { center: -600, width: 1500 },
    ]);
    expect(after).not.toHaveProperty('rescaleType');
    expect(index.formats).toEqual([whole.formats[0]]);
    const shown = whole.packs.find((pack) => pack.series === idOf(2));
    expect(index.packs[packOf(2)]).toMatchObject({ headsBytes: 0, framesBytes: shown?.framesBytes });
    expect(index.instances.map(({ position }) => position)).toEqual(
      whole.instances.slice(0, 2).map(({ position }) => position),
    );
    expect(index.instances[0]?.series).toBe(opened.series[0]?.id);
    expect(index.instances.flatMap(({ frames }) => frames).filter(({ thumbnail }) => thumbnail)).toEqual([]);
    expect(whole.instances.flatMap(({ frames }) => frames).filter(({ thumbnail }) => thumbnail)).not.toEqual(
      [],
    );
  });

  test('has the same ids when the link is opened again, and others through another link', async () => {
    const { token, json, link } = await open();
    const again = await openLink(world.ports, { token }, from);
    expect(gunzipSync(again.index).toString()).toBe(json);
    const reloaded = await openLink(world.ports, link, from);
    expect(gunzipSync(reloaded.index).toString()).toBe(json);
    const other = await open();
    const idsOf = (text: string) => new Set(text.match(/"(?:id|series|name)":"[^"]+"/g));
    expect(idsOf(json).size).toBeGreaterThan(4);
    for (const id of idsOf(other.json)) expect(idsOf(json)).not.toContain(id);
    expect(other.opened.studyId).not.toBe(again.opened.studyId);
  });

  test('has no file and no document through it, whatever is asked', async () => {
    const { link, index } = await open();
    const { index: whole } = onlyStudy(world);
    const documents = [...whole.documents, ...whole.instances, ...index.instances].map(({ id }) => id);
    expect(documents.length).toBeGreaterThan(5);
    for (const document of documents)
      await expect(openLinkedDocument(world.ports, { ...link, document }, visitor)).rejects.toMatchObject({
        code: 'not-found',
      });
    const files = () => downloadLinked(world.ports, { ...link, packs: [0], entries: true }, visitor);
    await expect(files()).rejects.toMatchObject({ code: 'not-found' });
    // Even where a link's document said otherwise.
    const stored = world.links.get(link.linkId);
    if (stored) world.links.set(link.linkId, { ...stored, download: true });
    await expect(files()).rejects.toMatchObject({ code: 'not-found' });
    expect((await openLink(world.ports, link, from)).opened.identityRemoved).toBe(true);
    await expect(
      createLink(world.ports, owner, { studyId, lifetimeMs, withoutIdentity: true, download: true }),
    ).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  test('leads to packs of what is shown alone, whatever numbers are asked for', async () => {
    const { link, opened } = await open();
    const packs = Array.from({ length: 64 }, (_, pack) => pack);
    const { frames } = await renewLink(world.ports, { ...link, packs });
    const { index } = onlyStudy(world);
    const shown = index.packs.find((pack) => pack.series === idOf(2))?.name ?? '';
    expect(Object.keys(frames)).toEqual([String(packOf(2))]);
    for (const url of [...Object.values(frames), ...Object.values(opened.urls.frames)])
      expect(url).toContain(`/${shown}.frames`);
  });

  test('of chosen series shows those that may be shown, and is refused where none may', async () => {
    const { opened } = await open([idOf(2), idOf(3)]);
    expect(opened.completeness).toMatchObject({ offered: 4, stored: 2 });
    await expect(make(world, studyId, [idOf(3)])).rejects.toMatchObject({ code: 'nothing-without-identity' });
  });

  test('a link with identity goes on telling it', async () => {
    const { token } = await createLink(world.ports, owner, { studyId, lifetimeMs });
    const { opened, index } = await openLink(world.ports, { token }, from);
    expect(opened.identity.patientID).toBe(marks.patientID);
    expect(opened).not.toHaveProperty('identityRemoved');
    expect(index).toEqual(onlyStudy(world).manifest.index);
  });
});

test('who has it open goes on with the same packs when a series before them is left out from now on', async () => {
  const { world, studyId, idOf } = await studyOf([...series(2), ...series(3), ...series(4)]);
  const { token, linkId } = await make(world, studyId);
  const { opened } = await openLink(world.ports, { token }, from);
  const link = { linkId, session: opened.link?.session ?? '' };
  const renewed = async () => (await renewLink(world.ports, { ...link, packs: [0, 1, 2, 3] })).frames;
  const before = await renewed();
  const { manifest, index, study } = onlyStudy(world);
  const inOrder = index.packs.map((pack) => pack.series);
  expect([...inOrder].sort()).toEqual([2, 3, 4].map(idOf).sort());
  expect(Object.keys(before)).toEqual(['0', '1', '2']);

  // What comes later may say of itself what its neighbours did not.
  const leaveOut = (...packs: number[]) => {
    const left = new Set(packs.map((pack) => inOrder[pack]));
    const instances = index.instances.map((row) =>
      left.has(row.series) ? { ...row, role: 'capture' as const } : row,
    );
    world.manifests.set(`${studyId}/${String(study.rev)}`, {
      ...manifest,
      index: gzipJson({ ...index, instances }),
    });
  };
  const indexOf = async () => {
    const { index: shown } = await openLink(world.ports, link, from);
    return StudyIndex.parse(JSON.parse(gunzipSync(shown).toString()));
  };
  leaveOut(0);
  const { 0: _gone, ...others } = before;
  expect(await renewed()).toEqual(others);
  const shown = await indexOf();
  expect(shown.packs.map(({ framesBytes }) => framesBytes > 0)).toEqual([false, true, true]);
  expect(new Set(shown.instances.flatMap(({ frames }) => frames.map(({ pack }) => pack)))).toEqual(
    new Set([1, 2]),
  );

  leaveOut(1, 2);
  expect((await indexOf()).packs).toHaveLength(1);
  expect(Object.keys(await renewed())).toEqual(['0']);
});
