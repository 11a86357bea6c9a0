/** Which frame stands for a study in the list, and that it is drawn as a viewer draws it. */
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import { sharpThumbnailer } from '../../functions/src/adapters/sharp-thumbnailer.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { finishUpload } from '../../functions/src/core/uploads/finish-upload.ts';
import { element, imageFile, type DicomElement } from '../support/synthetic-dicom/files.ts';
import { onlyStudy, owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { createWorld } from './fakes/world.ts';

const imageType = (...values: string[]) => element(0x00080008, 'CS', values);
const secondaryCapture = element(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7');
/** Its own series; the picture is told by its number of rows. */
const image = (rows: number, number: number, ...over: DicomElement[]) =>
  imageFile([
    element(0x00080018, 'UI', `1.2.${String(rows)}.${String(number)}`),
    element(0x0020000e, 'UI', `1.3.${String(rows)}`),
    element(0x00200013, 'IS', number),
    element(0x00280010, 'US', rows),
    element(0x00280011, 'US', 8),
    element(0x7fe00010, 'OW', new Uint8Array(rows * 16)),
    ...over,
  ]);

const localizer = image(3, 1, imageType('ORIGINAL', 'PRIMARY', 'LOCALIZER'));
const dose = image(5, 1, imageType('DERIVED', 'SECONDARY', 'DOSE_INFO'));
const capture = image(7, 1, imageType('DERIVED', 'SECONDARY'), secondaryCapture);
const slices = [1, 2, 3].map((number) => image(9, number, imageType('ORIGINAL', 'PRIMARY', 'AXIAL')));

/** Rows of the frame that the thumbnail shows in the end; undefined: there is none. */
async function shownRows(...bundles: Uint8Array[][]): Promise<number | undefined> {
  const world = createWorld();
  signUp(world);
  const ports = {
    ...world.ports,
    thumbnailer: {
      render: async ({ format }: { format: { rows: number } }) => Uint8Array.from([format.rows]),
    },
  };
  const { uploadId, names } = await upload(world, bundles.flat(), await Promise.all(bundles.map(zipOf)));
  for (const bundle of names) await ingestBundle(ports, { uploadId, bundle });
  await finishUpload(ports, owner, { uploadId, abandoned: [] });
  const { study, thumbnail } = onlyStudy(world);
  expect(study.state).toBe('ready');
  return thumbnail?.[0];
}

test.each([
  ['a localizer', [[localizer], slices], 9],
  ['a capture', [[capture], slices], 9],
  ['a capture, where only part of the slices has come', [[capture], slices.slice(0, 2), slices.slice(2)], 9],
  ['a localizer that comes last', [slices, [localizer]], 9],
  ['all at once', [[dose, capture, localizer, ...slices]], 9],
])('%s gives way to slices', async (_what, bundles, rows) => {
  expect(await shownRows(...bundles)).toBe(rows);
});

test('a localizer or a capture stands where there is nothing better, a dose page never', async () => {
  expect(await shownRows([dose, localizer])).toBe(3);
  expect(await shownRows([dose, capture])).toBe(7);
  expect(await shownRows([dose])).toBeUndefined();
});

test('slices without a picture leave their place to what has one', async () => {
  const cut = slices.map((file) => file.slice(0, -150));
  expect(await shownRows([...cut, capture])).toBe(7);
});

test.each([
  ['in the middle of its window', 100, [100, 201], 128],
  ['above its window', 100, [20, 40], 255],
  ['below its window', 100, [400, 40], 0],
])(
  'a pixel %s is as bright as the window says',
  async (_what, value, [center = 0, width = 0], brightness) => {
    const pixels = new Uint8Array(new Uint16Array(16 * 16).fill(value).buffer);
    const file = imageFile([
      element(0x00280010, 'US', 16),
      element(0x00280011, 'US', 16),
      element(0x00281050, 'DS', String(center)),
      element(0x00281051, 'DS', String(width)),
      element(0x00281052, 'DS', '0'),
      element(0x00281053, 'DS', '1'),
      element(0x7fe00010, 'OW', pixels),
    ]);
    const world = createWorld();
    signUp(world);
    const { uploadId, names } = await upload(world, [file], [await zipOf([file])]);
    const codec = { ...world.ports.codec, encode: () => Promise.resolve(undefined) };
    const ports = { ...world.ports, codec, thumbnailer: sharpThumbnailer };
    await ingestBundle(ports, { uploadId, bundle: names[0] ?? '' });
    const { thumbnail } = onlyStudy(world);
    if (!thumbnail) throw new Error('no thumbnail');
    expect(thumbnail.length).toBeLessThanOrEqual(limits.thumbnailMaxBytes);
    const { channels } = await sharp(thumbnail).stats();
    for (const { mean } of channels) expect(Math.abs(mean - brightness)).toBeLessThanOrEqual(3);
  },
);
