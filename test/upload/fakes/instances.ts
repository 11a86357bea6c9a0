import { crc32 } from '../../../web/src/intake/core/crc32.ts';
import { digestFile } from '../../../web/src/intake/core/digest-file.ts';
import type { InstanceFacts } from '../../../web/src/intake/core/inspection.ts';
import { packedBytes, wholeFile } from '../../../web/src/intake/core/place.ts';
import type { ScannedInstance } from '../../../web/src/intake/core/scanned.ts';
import type { Offer } from '../../../web/src/upload/core/upload-state.ts';

export function facts(some: Partial<InstanceFacts> = {}): InstanceFacts {
  return {
    sopInstanceUID: '1.2.3',
    studyInstanceUID: '1.2',
    studyKey: '1.2',
    seriesInstanceUID: '1.2.1',
    image: true,
    numberOfFrames: 1,
    native: false,
    identity: { patientID: 'P1', patientName: { alphabetic: 'Doe^Jane' }, patientBirthDate: '19700101' },
    description: { studyDate: '20240102' },
    series: { modality: 'CT', number: 1 },
    notes: [],
    ...some,
  };
}

/** Bytes that no two seeds share and that deflate badly. */
export function noise(bytes: number, seed: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes);
  let state = seed * 2_654_435_761 + 1;
  for (let i = 0; i < bytes; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    out[i] = state >>> 24;
  }
  return out;
}

export function instance(
  bytes: Uint8Array<ArrayBuffer>,
  label: string,
  some: Partial<InstanceFacts> = {},
): ScannedInstance {
  const place = wholeFile(new Blob([bytes]));
  return {
    file: { label, place, nesting: 0 },
    facts: facts({ sopInstanceUID: `1.2.3.${label}`, ...some }),
    digest: digestFile({ ...packedBytes(place), crc32: crc32(bytes) }),
  };
}

export function offer(instances: ScannedInstance[], some: Partial<Offer> = {}): Offer {
  return {
    key: 'study-1',
    title: { identity: { patientID: 'P1' }, modalities: ['CT'] },
    studyInstanceUID: '1.2',
    instances,
    leftOut: 0,
    missingByDirectory: 0,
    ...some,
  };
}
