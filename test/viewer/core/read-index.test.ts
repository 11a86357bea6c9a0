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
            thumbnail: { pack: 0, at: 10, bytes: 5, crc: 6 },
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

type Json = Record<string, unknown>;
const at = (value: unknown, ...path: (string | number)[]): Json =>
  path.reduce((inner, step) => (inner as Json)[step], value) as Json;

const spoils: readonly [what: string, path: (string | number)[], key: string, value: unknown][] = [
  ['a pack that is not there', ['instances', 0, 'frames', 0], 'pack', 1],
  ['a negative place', ['instances', 0, 'frames', 0], 'restAt', -1],
  ['a length that is no number', ['instances', 0, 'frames', 0], 'restBytes', '9'],
  ['an unknown coding', ['instances', 0, 'frames', 0], 'coding', 'zip'],
  ['half a range', ['instances', 0, 'frames', 0], 'range', [0]],
  ['a picture in a pack that is not there', ['instances', 0, 'frames', 0, 'thumbnail'], 'pack', 1],
  ['a picture without a place', ['instances', 0, 'frames', 0], 'thumbnail', {}],
  ['a missing checksum', ['instances', 0, 'frames', 0], 'crc', undefined],
  ['a format that is not there', ['instances', 0], 'format', 1],
  ['a display that is not there', ['instances', 0], 'display', 4],
  ['a stack of nothing', ['stacks', 0], 'frames', []],
  ['a stack of frames that are not there', ['stacks', 0], 'frames', [[0, 1]]],
  ['another version', [], 'version', 2],
];

test.each(spoils)('refused: %s', (_, path, key, value) => {
  const copy: unknown = JSON.parse(JSON.stringify(index()));
  at(copy, ...path)[key] = value;
  expect(() => readIndex(copy)).toThrow();
});
