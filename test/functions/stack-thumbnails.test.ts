/** The pictures of stacks that lie beside the frames: of the right image, drawn rightly, where the index says. */
import sharp from 'sharp';
import { crc32c } from '@pacs/shared/crc32c';
import { limits } from '@pacs/shared/limits';
import { objectNames } from '@pacs/shared/paths';
import { beforeEach, expect, test } from 'vitest';
import { htj2kCodec } from '../../functions/src/adapters/htj2k-codec.ts';
import { sharpThumbnailer } from '../../functions/src/adapters/sharp-thumbnailer.ts';
import { isDrawn } from '../../functions/src/core/ingest/choose-thumbnail.ts';
import { deleteStudy } from '../../functions/src/core/studies/delete-study.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { transcodePack } from '../../functions/src/core/transcode/transcode-pack.ts';
import { element, imageFile, type DicomElement } from '../support/synthetic-dicom/files.ts';
import { slow } from './fakes/slow-codec.ts';
import { onlyStudy, owner, signUp, upload, zipOf } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

/** Stacks are told by their rows, images by what all their pixels are. */
const image = (rows: number, number: number, type: string[], ...over: DicomElement[]) =>
  imageFile([
    element(0x00080008, 'CS', type),
    element(0x00080018, 'UI', `1.2.${String(rows)}.${String(number)}`),
    element(0x0020000e, 'UI', `1.3.${String(rows)}`),
    element(0x00200013, 'IS', number),
    element(0x00200032, 'DS', ['0', '0', String(number)]),
    element(0x00280010, 'US', rows),
    element(0x00280011, 'US', 8),
    element(0x7fe00010, 'OW', new Uint8Array(rows * 16).fill(number)),
    ...over,
  ]);
const slices = [1, 2, 3, 4, 5].map((number) => image(9, number, ['ORIGINAL', 'PRIMARY', 'AXIAL']));
const localizer = image(3, 1, ['ORIGINAL', 'PRIMARY', 'LOCALIZER']);
const dose = image(5, 1, ['DERIVED', 'SECONDARY', 'DOSE_INFO']);
const cut = slices.map((file) => file.slice(0, -150));

let world: World;
beforeEach(() => {
  world = createWorld();
  signUp(world);
});

/** A picture says of which image it is and how large it was wanted. */
const labels = {
  render: async (
    { format, bytes }: { format: { rows: number }; bytes: Uint8Array },
    { side }: { side: number },
  ) => (side === limits.stackThumbnailSide ? Uint8Array.of(format.rows, bytes[0] ?? 0) : undefined),
};
const asTheyCame = () => ({ ...world.ports.codec, encode: () => Promise.resolve(undefined) });

async function ingest(...bundles: Uint8Array[][]): Promise<void> {
  const { uploadId, names } = await upload(world, bundles.flat(), await Promise.all(bundles.map(zipOf)));
  for (const bundle of names) expect(await ingestBundle(world.ports, { uploadId, bundle })).toBe('ingested');
}

/** Every picture, by the stack and place in it of its frame. */
function pictures(): { stack: number; place: number; webp: Uint8Array }[] {
  const { studyId, study, index } = onlyStudy(world);
  return index.stacks.flatMap(({ frames }, stack) =>
    frames.flatMap(([instance, frame], place) => {
      const ref = index.instances[instance]?.frames[frame]?.thumbnail;
      if (!ref) return [];
      const name = index.packs[ref.pack]?.name ?? '';
      const object = world.packObjects.get(objectNames.frames(studyId, study.incarnation, name));
      const webp = object?.bytes.subarray(ref.at, ref.at + ref.bytes) ?? new Uint8Array();
      expect(crc32c(webp)).toBe(ref.crc);
      return [{ stack, place, webp: new Uint8Array(webp) }];
    }),
  );
}
const shown = () => pictures().map(({ stack, place, webp }) => [stack, place, ...webp]);

test('the middle of every stack has a picture, a dose page never', async () => {
  world.ports.codec = asTheyCame();
  world.ports.thumbnailer = labels;
  await ingest([dose, localizer, ...slices]);
  expect(onlyStudy(world).index.stacks.map(({ role }) => role)).toEqual(['primary', 'localizer', 'dose']);
  expect(shown()).toEqual([
    [0, 2, 9, 3],
    [1, 0, 3, 1],
  ]);
});

test('slices that cannot be shown stand for nothing', async () => {
  world.ports.codec = asTheyCame();
  world.ports.thumbnailer = labels;
  await ingest([...cut.slice(0, 4), slices[4] ?? new Uint8Array()]);
  expect(shown().map(([, , ...label]) => label)).toEqual([[9, 5]]);
});

test('each pack keeps its own, right after further bundles and where they came at once', async () => {
  world.ports.codec = asTheyCame();
  world.ports.thumbnailer = labels;
  await ingest(slices.slice(0, 3), slices.slice(3), [localizer]);
  expect(shown()).toEqual([
    [0, 1, 9, 2],
    [0, 3, 9, 4],
    [1, 0, 3, 1],
  ]);
});

test('bundles at once keep theirs', async () => {
  world.ports.codec = asTheyCame();
  world.ports.thumbnailer = labels;
  const parts = [slices.slice(0, 3), slices.slice(3)];
  const { uploadId, names } = await upload(world, slices, await Promise.all(parts.map(zipOf)));
  await Promise.all(names.map((bundle) => ingestBundle(world.ports, { uploadId, bundle })));
  expect(shown()).toEqual([
    [0, 1, 9, 2],
    [0, 3, 9, 4],
  ]);
});

test('a pack that is transcoded keeps its pictures, beside others that stay', async () => {
  slow(world);
  const { codec } = world.ports;
  world.ports.thumbnailer = {
    render: async ({ bytes, coding, format }, { side }) => {
      const native = coding === 'htj2k' ? await codec.decodeNative(bytes, format) : bytes;
      return labels.render({ format, bytes: native }, { side });
    },
  };
  await ingest(slices.slice(0, 3), slices.slice(3));
  const before = shown();
  expect(before).toHaveLength(2);
  for (const task of [...world.tasks]) {
    expect(await transcodePack(world.ports, task)).toBe('transcoded');
    expect(shown()).toEqual(before);
  }
  await deleteStudy(world.ports, owner, onlyStudy(world).studyId);
  expect(world.packObjects.size).toBe(0);
});

test('stacks past the time of a bundle get no picture and are whole without', async () => {
  world.ports.codec = asTheyCame();
  world.ports.thumbnailer = {
    render: (source, size) => {
      world.nowMs += limits.stackThumbnailsMaxMs;
      return labels.render(source, size);
    },
  };
  await ingest([localizer, ...slices]);
  expect(shown()).toEqual([[0, 2, 9, 3]]);
  expect(onlyStudy(world).study.counts.images).toBe(6);
});

/** Left half `dark`, right half `bright`. */
const halves = (side: number, ...over: DicomElement[]) =>
  imageFile([
    element(0x00280010, 'US', side / 2),
    element(0x00280011, 'US', side),
    element(0x00281050, 'DS', '100'),
    element(0x00281051, 'DS', '100'),
    element(
      0x7fe00010,
      'OW',
      Uint16Array.from({ length: (side * side) / 2 }, (_, i) => (i % side < side / 2 ? 75 : 125)),
    ),
    ...over,
  ]);

/** Of each channel, of a square of the picture. */
async function means(webp: Uint8Array, left: number): Promise<number[]> {
  const part = await sharp(webp).extract({ left, top: 10, width: 108, height: 108 }).png().toBuffer();
  return (await sharp(part).stats()).channels.map(({ mean }) => mean);
}

test.each([
  ['as it came', 512, 'as-is'],
  ['as it came and large', 2560, 'as-is'],
  ['coded', 512, 'htj2k'],
] as const)('a frame %s is drawn at %i pixels by its window', async (_what, side, coding) => {
  world.ports.codec = coding === 'htj2k' ? htj2kCodec() : asTheyCame();
  world.ports.thumbnailer = sharpThumbnailer;
  await ingest([halves(side)]);
  expect(onlyStudy(world).index.instances[0]?.frames[0]?.coding).toBe(coding);
  const [{ webp } = { webp: new Uint8Array() }] = pictures();
  expect(webp.length).toBeLessThanOrEqual(limits.stackThumbnailMaxBytes);
  const { width, height } = await sharp(webp).metadata();
  expect([width, height]).toEqual([256, 128]);
  for (const [left, brightness] of [
    [10, 64],
    [138, 191],
  ] as const) {
    for (const mean of await means(webp, left)) expect(Math.abs(mean - brightness)).toBeLessThanOrEqual(4);
  }
  const inline = await sharp(onlyStudy(world).thumbnail).metadata();
  expect([inline.width, inline.height]).toEqual([160, 80]);
});

test('a rescaled image is drawn by its modality values', async () => {
  world.ports.codec = asTheyCame();
  world.ports.thumbnailer = sharpThumbnailer;
  await ingest([halves(256, element(0x00281053, 'DS', '2'), element(0x00281052, 'DS', '-100'))]);
  const [{ webp } = { webp: new Uint8Array() }] = pictures();
  // 75 × 2 − 100 = 50: where the window begins.
  for (const mean of await means(webp, 10)) expect(mean).toBeLessThanOrEqual(4);
});

test('a frame is drawn up to a size, as it lies and as it is decoded', () => {
  const most = limits.thumbnailFrameMaxBytes;
  const format = (rows: number) => ({
    rows,
    columns: 8192,
    samplesPerPixel: 1,
    photometricInterpretation: 'MONOCHROME2',
    planarConfiguration: 0 as const,
    bitsAllocated: 16,
    bitsStored: 16,
    highBit: 15,
    pixelRepresentation: 0 as const,
    kind: 'integer' as const,
  });
  const rows = most / 8192 / 2;
  expect(isDrawn(format(rows), most)).toBe(true);
  expect(isDrawn(format(rows + 1), 100)).toBe(false);
  expect(isDrawn(format(16), most + 1)).toBe(false);
});
