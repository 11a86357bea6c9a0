import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { writeDicomdir, type FiledInstance } from '@pacs/shared/dicom/write-dicomdir';
import dicomParser from 'dicom-parser';
import { expect, it } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { ultrasoundCine } from '../../tools/seed/synthetic/ultrasound-cine.ts';
import { element, imageElements, syntax, writeDicom } from '../support/synthetic-dicom/files.ts';

function filed(bytes: Uint8Array, fileId: string[]): FiledInstance {
  const read = readHeader(bytes, { totalBytes: bytes.length });
  if (read.status !== 'ok') throw new Error(read.status);
  return { fileId, header: read.header };
}

const greek = writeDicom(
  imageElements([
    element(0x00080005, 'CS', 'ISO_IR 192'),
    element(0x00100010, 'PN', 'Διονυσιος=電^話'),
    element(0x00100020, 'LO', 'G-1'),
  ]),
  { transferSyntaxUID: syntax.explicit },
);
const instances = [
  ...ctVolume({ slices: 3 }).map(({ bytes }, i) =>
    filed(bytes, ['DICOM', 'SE000001', `IM00000${String(i + 1)}`]),
  ),
  ...ultrasoundCine().map(({ bytes }) => filed(bytes, ['DICOM', 'SE000002', 'IM000001'])),
  filed(greek, ['DICOM', 'SE000003', 'IM000001']),
];
const directory = writeDicomdir(instances, '2.25.1');

/** Records by the offset of their item, as dicom-parser finds them. */
function records() {
  const set = dicomParser.parseDicom(directory);
  const items = set.elements['x00041220']?.items ?? [];
  const byPlace = new Map(items.map((item) => [item.dataOffset - 8, item.dataSet ?? set]));
  return { set, byPlace };
}

it('its links lead from the first patient down to every file', () => {
  const { set, byPlace } = records();
  const walk = (at: number | undefined): unknown[] => {
    const found: unknown[] = [];
    for (let place = at ?? 0; place !== 0;) {
      const record = byPlace.get(place);
      if (record === undefined) throw new Error(`no record at ${String(place)}`);
      const type = record.string('x00041430') ?? '';
      const file = record.string('x00041500');
      found.push(file ?? [type, ...walk(record.uint32('x00041420'))]);
      place = record.uint32('x00041400') ?? 0;
    }
    return found;
  };
  expect(set.string('x00020002')).toBe('1.2.840.10008.1.3.10');
  expect(walk(set.uint32('x00041200'))).toEqual([
    ['PATIENT', ['STUDY', ['SERIES', ...[1, 2, 3].map((n) => `DICOM\\SE000001\\IM00000${String(n)}`)]]],
    ['PATIENT', ['STUDY', ['SERIES', 'DICOM\\SE000002\\IM000001']]],
    ['PATIENT', ['STUDY', ['SERIES', 'DICOM\\SE000003\\IM000001']]],
  ]);
  expect(byPlace.get(set.uint32('x00041202') ?? 0)?.string('x00041430')).toBe('PATIENT');
});

it('names in other scripts are written as UTF-8 and say so', () => {
  const greekRecord = [...records().byPlace.values()].find((record) => record.string('x00100020') === 'G-1');
  const name = greekRecord?.elements['x00100010'];
  expect(greekRecord?.string('x00080005')).toBe('ISO_IR 192');
  const bytes = directory.subarray(name?.dataOffset, (name?.dataOffset ?? 0) + (name?.length ?? 0));
  expect(new TextDecoder().decode(bytes).trim()).toBe('Διονυσιος=電^話');
});

it.skipIf(spawnSync('dcmdump', ['--version']).error !== undefined)(
  'DCMTK reads it without a complaint',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'dicomdir-'));
    try {
      const path = join(folder, 'DICOMDIR');
      writeFileSync(path, directory);
      const { stderr, status } = spawnSync('dcmdump', ['+E', path], { encoding: 'utf8' });
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
      const types = execFileSync('dcmdump', ['+P', '0004,1430', path], { encoding: 'utf8' });
      expect(types.match(/\[(\w+)\s*\]/g)).toHaveLength(3 * 3 + instances.length);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
