/** Which series a link without identity may show: by what its objects say of themselves. */
import { expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { previewWithoutIdentity } from '../../functions/src/core/links/preview-without-identity.ts';
import { type DicomElement, element, encapsulatedFile, syntax } from '../support/synthetic-dicom/files.ts';
import { onlyStudy, owner } from './fakes/uploading.ts';
import { kind, make, series, studyOf } from './support/marked-study.ts';

const burnedIn = (value: string) => element(0x00280301, 'CS', value);
const nowhere = element(0x00200032, 'DS', '');
const imageType = (...values: string[]) => element(0x00080008, 'CS', values);

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
  [
    'a dose page that says it is a localizer, and what it is beside the picture alone',
    [
      imageType('ORIGINAL', 'PRIMARY', 'LOCALIZER'),
      element(0x0008103e, 'LO', 'Patient Protocol'),
      burnedIn('NO'),
    ],
    ['dose-page'],
  ],
  ['a page in German', [element(0x0008103e, 'LO', 'Dosisbericht')], ['dose-page']],
  ['a page named by its protocol', [element(0x00181030, 'LO', 'Dose Info')], ['dose-page']],
  ['slices of low dose', [element(0x0008103e, 'LO', 'Chest low dose 1.0')], []],
  [
    'a scout that does not say where in the patient it lies',
    [imageType('ORIGINAL', 'PRIMARY', 'LOCALIZER'), nowhere],
    ['not-stated'],
  ],
  ['a slice that does not say where it lies', [nowhere], ['not-stated']],
  ['a slice that lies nowhere and says NO', [nowhere, burnedIn('NO')], []],
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
  const { world, studyId } = await studyOf(series(2));
  await expect(previewWithoutIdentity(world.ports, 'stranger', { studyId })).rejects.toMatchObject({
    code: 'not-found',
  });
});
