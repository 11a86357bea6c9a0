import type { CallableRequest } from '@pacs/shared/callables';
import type { DigestedInstance } from './parcel.ts';
import type { Offer } from './upload-state.ts';

export function beginRequest(
  { studyInstanceUID, leftOut, missingByDirectory }: Offer,
  files: readonly DigestedInstance[],
  packedBytes: readonly number[],
): CallableRequest<'beginUpload'> {
  const identity = files[0]?.facts.identity;
  return {
    studyInstanceUID,
    patientID: identity?.patientID ?? '',
    issuerOfPatientID: identity?.issuerOfPatientID ?? '',
    instances: files.map(({ facts, sum }) => ({ sopInstanceUID: facts.sopInstanceUID, sha256: sum.sha256 })),
    leftOut,
    missingByDirectory,
    bundles: packedBytes.map((bytes) => ({ bytes })),
  };
}
