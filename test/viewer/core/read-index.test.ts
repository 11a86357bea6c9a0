import { StudyIndex } from '@pacs/shared/manifest';
import { expect, test } from 'vitest';
import { readIndex } from '../../../web/src/viewer/core/read-index.ts';

const index = (): StudyIndex =>
  StudyIndex.parse({
    version: 1,
    packs: [{ name: 'p', framesBytes: 100, headsBytes: 1 }],
    formats: [
      {
        rows: 2,
        columns: 2,
        samplesPerPixel: 1,
        photometricInterpretation: 'MONOCHROME2',
        bitsAllocated: 16,
        bitsStored: 12,
        highBit: 11,
        pixelRepresentation: 0,
      },
    ],
    displays: [{}],
    documents: [],
    instances: [
      {
        id: 'a',
        series: 's',
        sopClassUID: '1',
        transferSyntaxUID: '2',
        modality: 'CT',
        role: 'primary',
        format: 0,
        display: 0,
        position: [0, 0, 1.5],
        frames: [
          {
            pack: 0,
            coding: 'htj2k',
            leadAt: 0,
            leadBytes: 1,
            restAt: 1,
            restBytes: 9,
            crc: 5,
            resolutions: [1, 10],
            range: [0, 9],
          },
        ],
      },
      {
        id: 'b',
        series: 's',
        sopClassUID: '1',
        transferSyntaxUID: '2',
        modality: 'CT',
        role: 'primary',
        frames: [],
        unshowable: 'no-pixels',
      },
    ],
    stacks: [
      {
        id: 'x',
        series: 's',
        modality: 'CT',
        role: 'primary',
        order: 'position',
        frames: [
          [0, 0],
          [1, 0],
        ],
      },
    ],
  });

test('an index that the schema takes is read as it is', () => {
  expect(readIndex(JSON.parse(JSON.stringify(index())))).toEqual(index());
});

type Spoil = (copy: ReturnType<typeof index> & Record<string, never>) => void;
const frame = (copy: ReturnType<typeof index>) =>
  copy.instances[0]!.frames[0]! as unknown as Record<string, unknown>;

const spoils: readonly [what: string, spoil: Spoil][] = [
  ['a pack that is not there', (copy) => (frame(copy)['pack'] = 1)],
  ['a negative place', (copy) => (frame(copy)['restAt'] = -1)],
  ['a length that is no number', (copy) => (frame(copy)['restBytes'] = '9')],
  ['an unknown coding', (copy) => (frame(copy)['coding'] = 'zip')],
  ['half a range', (copy) => (frame(copy)['range'] = [0])],
  ['a missing checksum', (copy) => delete frame(copy)['crc']],
  ['a format that is not there', (copy) => (copy.instances[0]!.format = 1)],
  ['a display that is not there', (copy) => (copy.instances[0]!.display = 4)],
  ['a stack of nothing', (copy) => (copy.stacks[0]!.frames = [])],
  ['a stack of frames that are not there', (copy) => (copy.stacks[0]!.frames = [[0, 1]])],
  ['another version', (copy) => ((copy as { version: number }).version = 2)],
];

test.each(spoils)('refused: %s', (_, spoil) => {
  const copy = JSON.parse(JSON.stringify(index())) as Parameters<Spoil>[0];
  spoil(copy);
  expect(() => readIndex(copy)).toThrow();
});
