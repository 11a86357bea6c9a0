import type { OverlayPlane } from '@pacs/shared/display/overlay';
import type { IndexInstance } from '@pacs/shared/manifest';
import { expect, test } from 'vitest';
import { layerColour } from '../../../web/src/viewer/core/layer-colour.ts';
import { presentedPlanes } from '../../../web/src/viewer/core/presented-planes.ts';
import { presentedBy } from './support/presentation-states.ts';

const image = (id: string) => ({
  address: [0, 0] as [number, number],
  instance: { id } as IndexInstance,
});

/** 1 × 8 pixels; base64 of one byte of bits. */
const bitmap = (group: number, bits: number) => ({
  group,
  rows: 1,
  columns: 8,
  origin: [2, 3] as [number, number],
  bits: btoa(String.fromCharCode(bits)),
});
const own = (group: number): OverlayPlane => ({
  group,
  rows: 1,
  columns: 1,
  origin: [1, 1],
  bits: Uint8Array.of(1),
});

const groupsOf = (planes: readonly OverlayPlane[]) => planes.map(({ group }) => group.toString(16));

const planes = [own(0x6000), own(0x6002), own(0x6004)];

test('of the image’s overlays those are shown that the state gives a layer (PS3.3 C.11.7)', () => {
  const presented = presentedBy({ activations: [{ group: 0x6002, layer: 'A' }] });
  const shown = presentedPlanes(presented, image('a'), planes);
  expect(shown).toEqual([planes[1]]);
  expect(presentedPlanes(presented, image('a'), planes)).toBe(shown);
  expect(presentedPlanes(presented, image('other'), planes)).toBe(planes);
  expect(presentedPlanes(undefined, image('a'), planes)).toBe(planes);
  expect(presentedPlanes(presentedBy({}), image('a'), planes)).toEqual([]);
});

test('an overlay that the state brings is shown in place of the image’s of that group, over every frame', () => {
  const presented = presentedBy({
    activations: [{ group: 0x6004, layer: 'A' }],
    overlays: [bitmap(0x6004, 0b101), bitmap(0x6008, 0xff)],
  });
  expect(presentedPlanes(presented, image('a'), planes)).toEqual([
    { group: 0x6004, rows: 1, columns: 8, origin: [2, 3], bits: Uint8Array.of(1, 0, 1, 0, 0, 0, 0, 0) },
  ]);
  const short = presentedBy({
    activations: [{ group: 0x6004, layer: 'A' }],
    overlays: [{ ...bitmap(0x6004, 1), columns: 9 }],
  });
  expect(presentedPlanes(short, image('a'), planes)).toEqual([]);
});

test('they are drawn from the lowest layer upwards, in its colour', () => {
  const presented = presentedBy({
    layers: [
      { name: 'LOW', order: 1, grey: 0 },
      { name: 'HIGH', order: 2, colour: [65_535, 32_896, 32_896] },
      { name: 'PLAIN', order: 3 },
    ],
    activations: [
      { group: 0x6000, layer: 'PLAIN' },
      { group: 0x6002, layer: 'HIGH' },
      { group: 0x6004, layer: 'LOW' },
    ],
  });
  const shown = presentedPlanes(presented, image('a'), planes);
  expect(groupsOf(shown)).toEqual(['6004', '6002', '6000']);
  expect(shown.map(({ colour }) => colour)).toEqual([0xff000000, 0xffffffff, undefined]);
});

test('the bitmap shutter covers the image, lies under all overlays and is none itself (PS3.3 C.7.6.15)', () => {
  const presented = presentedBy({
    shutterGroup: 0x6006,
    shutterPresentationValue: 65_535,
    overlays: [bitmap(0x6006, 1)],
    activations: [
      { group: 0x6000, layer: 'A' },
      { group: 0x6006, layer: 'A' },
    ],
  });
  const shown = presentedPlanes(presented, image('a'), planes);
  expect(groupsOf(shown)).toEqual(['6006', '6000']);
  expect(shown[0]).toMatchObject({ colour: 0xffffffff, bits: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0) });
  const black = presentedBy({ shutterGroup: 0x6006, overlays: [bitmap(0x6006, 1)] });
  expect(presentedPlanes(black, image('a'), [])[0]?.colour).toBe(0xff000000);
});

test.each([
  // L*, a*, b* under D50 of sRGB's primaries and greys, as colour tables give them.
  ['white', [100, 0, 0], [255, 255, 255]],
  ['black', [0, 0, 0], [0, 0, 0]],
  ['red', [54.29, 80.81, 69.89], [255, 0, 0]],
  ['green', [87.82, -79.29, 80.99], [0, 255, 0]],
  ['blue', [29.57, 68.3, -112.03], [0, 0, 255]],
  ['dark grey', [5, 0, 0], [17, 17, 17]],
] as const)('CIELab of a layer is %s', (_name, [l, a, b], wanted) => {
  const coded = (share: number) => Math.round(share * 65_535);
  const colour: [number, number, number] = [coded(l / 100), coded((a + 128) / 255), coded((b + 128) / 255)];
  const { state } = presentedBy({ layers: [{ name: 'A', order: 0, colour }] });
  const found = layerColour(state, 'A') ?? [];
  wanted.forEach((byte, at) => {
    expect(Math.abs((found[at] ?? -1) - byte)).toBeLessThanOrEqual(1);
  });
  expect(layerColour(state, 'B')).toBeUndefined();
});
