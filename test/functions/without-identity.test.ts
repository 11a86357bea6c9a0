/** Links without identity over the whole path: a marked patient goes in, and nothing of them comes out. */
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { limits } from '@pacs/shared/limits';
import { StudyIndex } from '@pacs/shared/manifest';
import { decodeOpened, encodeOpened } from '@pacs/shared/opened';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { downloadLinked } from '../../functions/src/core/access/download-study.ts';
import { openLinkedDocument } from '../../functions/src/core/access/open-document.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { createLink } from '../../functions/src/core/links/create-link.ts';
import { openLink, renewLink } from '../../functions/src/core/links/open-link.ts';
import { previewWithoutIdentity } from '../../functions/src/core/links/preview-without-identity.ts';
import { documentFile, field, storage } from '../support/synthetic-dicom/documents.ts';
import { type DicomElement, element, encapsulatedFile, syntax } from '../support/synthetic-dicom/files.ts';
import { onlyStudy, owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const visitor = { address: '203.0.113.0/24', browser: 'Firefox' };
const from = { ...visitor, fullAddress: '203.0.113.7' };
const lifetimeMs = 3_600_000;

const marks = {
  name: 'MARKNAME^MARKGIVEN',
  patientID: 'MARKID77',
  issuer: 'MARKISSUER',
  birth: '19510203',
  age: '075Y',
  weight: '71.25',
  studyDate: '20190817',
  studyTime: '134511',
  accession: 'MARKACC',
  institution: 'MARKHOSPITAL',
  referring: 'MARKREFERRER^R',
  study: 'MARKSTUDY words',
  series: 'MARKSERIES words',
  protocol: 'MARKPROTOCOL',
  bodyPart: 'MARKPART',
  window: 'MARKWINDOW',
  rescale: 'MARKRESCALE',
  view: 'MARKVIEW',
  laterality: 'MARKSIDE',
} as const;

const marked: DicomElement[] = [
  element(0x00080020, 'DA', marks.studyDate),
  element(0x00080021, 'DA', marks.studyDate),
  element(0x00080022, 'DA', marks.studyDate),
  element(0x00080030, 'TM', marks.studyTime),
  element(0x00080032, 'TM', marks.studyTime),
  element(0x00080033, 'TM', marks.studyTime),
  element(0x00080050, 'SH', marks.accession),
  element(0x00080080, 'LO', marks.institution),
  element(0x00080090, 'PN', marks.referring),
  element(0x00081030, 'LO', marks.study),
  element(0x0008103e, 'LO', marks.series),
  element(0x00100010, 'PN', marks.name),
  element(0x00100020, 'LO', marks.patientID),
  element(0x00100021, 'LO', marks.issuer),
  element(0x00100030, 'DA', marks.birth),
  element(0x00101010, 'AS', marks.age),
  element(0x00101030, 'DS', marks.weight),
  element(0x00180015, 'CS', marks.bodyPart),
  element(0x00181030, 'LO', marks.protocol),
  element(0x00185101, 'CS', marks.view),
  element(0x00200062, 'CS', marks.laterality),
  element(0x00281054, 'LO', marks.rescale),
  element(0x00281055, 'LO', [marks.window, marks.window]),
];

const series = (number: number, over: readonly DicomElement[] = []): Uint8Array[] =>
  ctVolume({ slices: 2, size: 32, series: { number }, extra: () => [...marked, ...over] }).map(
    ({ bytes }) => bytes,
  );

const headerOf = (bytes: Uint8Array) => {
  const read = readHeader(bytes, { totalBytes: bytes.length });
  if (read.status !== 'ok') throw new Error('not readable');
  return read.header;
};

const plain = series(2);
const [first] = plain.map(headerOf);
if (!first) throw new Error('no images');

const kind = (sopClass: string, modality: string) => [
  element(0x00080016, 'UI', `${storage}.${sopClass}`),
  element(0x00080060, 'CS', modality),
];
const burnedIn = (value: string) => element(0x00280301, 'CS', value);
const imageType = (...values: string[]) => element(0x00080008, 'CS', values);
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

async function studyOf(files: readonly Uint8Array[]) {
  const world = createWorld();
  signUp(world);
  const { uploadId, names } = await upload(world, files, [await zipOf(files)]);
  await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' });
  const { studyId, study } = onlyStudy(world);
  const idOf = (number: number) => study.series.find((one) => one.number === number)?.id ?? '';
  return { world, studyId, idOf };
}

const make = (world: World, studyId: string, chosen?: string[]) =>
  createLink(world.ports, owner, {
    studyId,
    lifetimeMs,
    withoutIdentity: true,
    ...(chosen && { series: chosen }),
  });

describe('a marked patient', () => {
  let world: World;
  let studyId: string;
  let idOf: (number: number) => string;
  beforeAll(async () => {
    ({ world, studyId, idOf } = await studyOf([...plain, ...series(3, kind('6.1', 'US')), pdf]));
  });

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
    expect(Object.keys(urls.frames)).toEqual(['0']);
  });

  test('leaves all that images are shown and measured by', async () => {
    const { index, opened } = await open();
    const whole = onlyStudy(world).index;
    expect([index.instances.length, index.stacks.length, index.packs.length]).toEqual([2, 1, 1]);
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
    expect(index.packs[0]).toMatchObject({ headsBytes: 0, framesBytes: shown?.framesBytes });
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
    expect(Object.entries(frames).map(([pack]) => pack)).toEqual(['0']);
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

const palette = [0x00281101, 0x00281102, 0x00281103].flatMap((tag) => [
  element(tag, 'US', [256, 0, 16]),
  element(tag + 0x100, 'OW', new Uint8Array(512)),
]);
const eightBits = [
  element(0x00280100, 'US', 8),
  element(0x00280101, 'US', 8),
  element(0x00280102, 'US', 7),
  element(0x7fe00010, 'OW', new Uint8Array(32 * 32)),
];
const overlay = [
  element(0x60000010, 'US', 32),
  element(0x60000011, 'US', 32),
  element(0x60000040, 'CS', 'G'),
  element(0x60000050, 'SS', [1, 1]),
  element(0x60000100, 'US', 1),
  element(0x60000102, 'US', 0),
  element(0x60003000, 'OW', new Uint8Array(128).fill(1)),
];

/** Bit 12 of each pixel is set, bit 13 of none. */
const inPixels = (bit: number): DicomElement[] => [
  element(0x00280101, 'US', 12),
  element(0x00280102, 'US', 11),
  element(0x60000010, 'US', 32),
  element(0x60000011, 'US', 32),
  element(0x60000040, 'CS', 'G'),
  element(0x60000050, 'SS', [1, 1]),
  element(0x60000100, 'US', 16),
  element(0x60000102, 'US', bit),
  element(0x7fe00010, 'OW', new Uint16Array(32 * 32).fill(1 << 12)),
];

/** What it says of itself, and why it is left out; none: it is shown. */
const cases: [string, readonly DicomElement[], string[]][] = [
  ['CT', [], []],
  ['CT that says NO', [burnedIn('NO')], []],
  ['CT that says YES', [burnedIn('YES')], ['burned-in']],
  ['a scout', [imageType('ORIGINAL', 'PRIMARY', 'LOCALIZER')], []],
  ['MR', kind('4', 'MR'), []],
  ['PET', kind('128', 'PT'), []],
  ['slices computed by the scanner', [...kind('4', 'MR'), imageType('DERIVED', 'PRIMARY', 'ADC')], []],
  ['slices made later', [imageType('DERIVED', 'SECONDARY', 'MPR')], ['not-stated']],
  ['slices made later that say NO', [imageType('DERIVED', 'SECONDARY', 'MPR'), burnedIn('NO')], []],
  ['a projection of slices', [imageType('DERIVED', 'PRIMARY', 'MIP')], ['not-stated']],
  ['a localizer that was made later', [imageType('DERIVED', 'SECONDARY', 'LOCALIZER')], ['not-stated']],
  [
    'a localizer that was made later and says NO',
    [imageType('DERIVED', 'SECONDARY', 'LOCALIZER'), burnedIn('NO')],
    [],
  ],
  [
    'a saved screen of a localizer',
    [imageType('DERIVED', 'SECONDARY', 'SCREEN SAVE', 'LOCALIZER'), burnedIn('NO')],
    ['capture'],
  ],
  [
    'a dose page in the guise of a localizer',
    [imageType('ORIGINAL', 'PRIMARY', 'LOCALIZER', 'DOSE_INFO'), burnedIn('NO')],
    ['dose-page'],
  ],
  ['a projection of a localizer', [imageType('DERIVED', 'PRIMARY', 'LOCALIZER', 'MIP')], ['not-stated']],
  [
    'a scout with lines',
    [imageType('DERIVED', 'SECONDARY', 'OTHER'), element(0x0008103e, 'LO', 'Scout with lines')],
    ['not-stated'],
  ],
  [
    'slices made later that say they are original',
    [imageType('ORIGINAL', 'SECONDARY', 'OTHER')],
    ['not-stated'],
  ],
  ['a dose page', [element(0x0008103e, 'LO', 'Dose Report')], ['dose-page']],
  ['a saved screen', [imageType('DERIVED', 'SECONDARY', 'SCREEN SAVE')], ['capture']],
  ['a secondary capture that says NO', [...kind('7', 'CT'), burnedIn('NO')], ['capture']],
  ['ultrasound that says NO', [...kind('6.1', 'US'), burnedIn('NO')], ['kind']],
  ['angiography', [...kind('12.1', 'XA'), burnedIn('NO')], ['kind']],
  ['fluoroscopy', [...kind('12.2', 'RF'), burnedIn('NO')], ['kind']],
  ['endoscopy', [...kind('77.1.1', 'ES'), burnedIn('NO')], ['kind']],
  ['ultrasound in the guise of CT', kind('2', 'US'), ['kind']],
  ['a radiograph that says nothing', kind('1.1', 'DX'), ['not-stated']],
  ['a radiograph that says NO', [...kind('1.1', 'DX'), burnedIn('NO')], []],
  ['an old radiograph', kind('1', 'CR'), ['not-stated']],
  ['a mammogram that says NO', [...kind('1.2', 'MG'), burnedIn('NO')], []],
  ['nuclear medicine', kind('20', 'NM'), ['not-stated']],
  ['a slice of eight bits', eightBits, ['screen-image']],
  [
    'a slice in colours of a table',
    [element(0x00280004, 'CS', 'PALETTE COLOR'), ...palette],
    ['screen-image'],
  ],
  ['a slice with an overlay', overlay, ['overlay']],
  ['a slice with an overlay in its pixels', inPixels(12), ['overlay']],
  ['a slice with an overlay of no set bit', inPixels(13), []],
  ['a slice with half an overlay group', inPixels(12).filter(({ tag }) => tag !== 0x60000100), ['overlay']],
  ['a slice with an overlay in bits of its image', inPixels(3), ['overlay']],
  [
    'a slice with an overlay in pixels that are cut short',
    [...inPixels(12), element(0x7fe00010, 'OW', new Uint16Array(32 * 31).fill(1 << 12))],
    ['overlay'],
  ],
];

test.each(cases)('%s', async (_what, over, reasons) => {
  const { world, studyId, idOf } = await studyOf([...series(2, over)]);
  const { series: preview } = await previewWithoutIdentity(world.ports, owner, { studyId });
  expect(preview).toEqual([{ id: idOf(2), leftOut: reasons }]);
  if (reasons.length > 0)
    await expect(make(world, studyId)).rejects.toMatchObject({ code: 'nothing-without-identity' });
  else await expect(make(world, studyId)).resolves.toMatchObject({ linkId: expect.any(String) as string });
});

const soi = [0xff, 0xd8];
const picture = [0xff, 0xc3, 0, 4, 16, 0, 0xff, 0xda, 0, 4, 1, 0, 0x12, 0x34, 0xff, 0xd9];
const comment = [0xff, 0xfe, 0, 6, 0x44, 0x4f, 0x45, 0x21];

test.each<[string, number[][], string[], string?]>([
  ['with nothing beside the picture', [[...soi, ...picture]], []],
  ['with a comment', [[...soi, ...comment, ...picture]], ['foreign-coding']],
  ['with words behind the picture', [[...soi, ...picture, 0x44, 0x4f, 0x45, 0x21]], ['foreign-coding']],
  ['with a fragment behind its picture’s', [[...soi, ...picture], comment], ['foreign-coding']],
  ['that says it is native', [[...soi, ...picture]], [], syntax.explicit],
  [
    'that says it is native, with a comment',
    [[...soi, ...comment, ...picture]],
    ['foreign-coding'],
    syntax.explicit,
  ],
])('an image that was compressed elsewhere, %s', async (_what, fragments, reasons, transferSyntaxUID) => {
  const coded = encapsulatedFile(
    fragments.map((one) => Uint8Array.from(one)),
    1,
    {
      ...(fragments.length === 1 && { offsets: [0] }),
      ...(transferSyntaxUID !== undefined && { transferSyntaxUID }),
    },
  );
  const { world, studyId } = await studyOf([coded]);
  const { series: preview } = await previewWithoutIdentity(world.ports, owner, { studyId });
  expect(preview.map(({ leftOut }) => leftOut)).toEqual([reasons]);
  expect(onlyStudy(world).index.instances.map(({ bareStreams }) => bareStreams === true)).toEqual([
    reasons.length === 0,
  ]);
});

test('one object that is left out takes its series with it, whose objects it may share', async () => {
  const [image] = series(2);
  const [capture] = series(2, [...kind('7', 'CT'), element(0x00080018, 'UI', '1.2.3.4')]);
  if (!image || !capture) throw new Error('no images');
  const { world, studyId } = await studyOf([image, capture]);
  const { series: preview } = await previewWithoutIdentity(world.ports, owner, { studyId });
  expect(preview.map(({ leftOut }) => leftOut)).toEqual([['capture']]);
  await expect(make(world, studyId)).rejects.toMatchObject({ code: 'nothing-without-identity' });
});

test('what lies in one pack with other series is left out', async () => {
  const many = Array.from({ length: limits.seriesPacksPerBundle + 1 }, (_, at) => series(at + 1)).flat();
  const { world, studyId } = await studyOf(many);
  const { series: preview } = await previewWithoutIdentity(world.ports, owner, { studyId });
  expect(new Set(preview.flatMap(({ leftOut }) => leftOut))).toEqual(new Set(['together']));
  expect(preview.some(({ leftOut }) => leftOut.length === 0)).toBe(true);
});

test('nobody else is told what a study holds', async () => {
  const { world, studyId } = await studyOf(plain);
  await expect(previewWithoutIdentity(world.ports, 'stranger', { studyId })).rejects.toMatchObject({
    code: 'not-found',
  });
});
