/** An enhanced multi-frame image (PS3.3 C.7.6.16) from the file to the index a viewer opens. */
import { expect, test } from 'vitest';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { type DicomElement, element, imageFile, sequence } from '../support/synthetic-dicom/files.ts';
import { onlyStudy, restored, sha256, signUp, upload, zipOf } from './fakes/uploading.ts';
import { createWorld } from './fakes/world.ts';

const enhancedMrImageStorage = '1.2.840.10008.5.1.4.1.1.4.1';

const frame = (z: number, slope: string, window: [string, string]): DicomElement[] => [
  sequence(0x00209113, [element(0x00200032, 'DS', ['-10', '5', String(z)])]),
  sequence(0x00289132, [element(0x00281050, 'DS', window[0]), element(0x00281051, 'DS', window[1])]),
  sequence(0x00289145, [element(0x00281052, 'DS', '0'), element(0x00281053, 'DS', slope)]),
];

/** Frames written from the head down but for two that changed places; scale and window are their own. */
const enhanced = imageFile([
  element(0x00080016, 'UI', enhancedMrImageStorage),
  element(0x00080060, 'CS', 'MR'),
  element(0x00280008, 'IS', 4),
  element(
    0x7fe00010,
    'OW',
    Uint16Array.from({ length: 4 * 24 }, (_, at) => at),
  ),
  sequence(0x52009229, [
    sequence(0x00209116, [element(0x00200037, 'DS', ['1', '0', '0', '0', '1', '0'])]),
    sequence(0x00289110, [element(0x00280030, 'DS', ['0.9', '0.8'])]),
  ]),
  sequence(
    0x52009230,
    frame(30, '1', ['100', '200']),
    frame(10, '3', ['120', '240']),
    frame(20, '2', ['110', '220']),
    frame(0, '3', ['120', '240']),
  ),
]);

test('keeps each frame’s place, scale and window, and shows the frames in the order of space', async () => {
  const world = createWorld();
  signUp(world);
  world.ports.thumbnailer = { render: () => Promise.resolve(Uint8Array.of(1)) };
  const { uploadId, names } = await upload(world, [enhanced], [await zipOf([enhanced])]);
  expect(await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' })).toBe('ingested');

  const { index } = onlyStudy(world);
  const [instance] = index.instances;
  const [stack, ...others] = index.stacks;
  expect(others).toEqual([]);
  expect(stack?.order).toBe('position');
  const shown = (stack?.frames ?? []).map(([, at]) => instance?.frames[at]);
  const displayOf = (at: number) => index.displays[shown[at]?.display ?? instance?.display ?? -1];
  expect(shown.map((ref) => ref?.position?.[2])).toEqual([30, 20, 10, 0]);
  expect(shown.map((ref) => ref?.thumbnail !== undefined)).toEqual([false, true, false, false]);
  expect([0, 1, 2, 3].map((at) => displayOf(at)?.rescaleSlope)).toEqual([1, 2, 3, 3]);
  expect([0, 1, 2, 3].map((at) => displayOf(at)?.windows[0])).toMatchObject([
    { center: 100, width: 200 },
    { center: 110, width: 220 },
    { center: 120, width: 240 },
    { center: 120, width: 240 },
  ]);
  for (const at of [0, 1, 2, 3]) expect(displayOf(at)).toMatchObject({ pixelSpacing: [0.9, 0.8] });
  expect(shown[2]?.display).toBe(shown[3]?.display);
  expect([...(await restored(world)).keys()]).toEqual([sha256(enhanced)]);
});
