/** Turns what ingest wrote into `uploads/{id}` back into the names that the user knows. */
import type { BundleState, UploadDocument } from '@pacs/shared/documents';
import type { Parcel } from './parcel.ts';
import type { FileProblem, ProblemReason } from './upload-state.ts';

/** Nothing more is to come: every bundle has been read, or will never arrive. */
export function isSettled(document: UploadDocument, abandoned: readonly string[]): boolean {
  return Object.entries(document.bundles).every(
    ([name, bundle]) => bundle.state !== 'awaited' || abandoned.includes(name),
  );
}

export function ingestProblems(document: UploadDocument, parcels: readonly Parcel[]): FileProblem[] {
  return parcels.flatMap((parcel) => {
    const bundle = parcel.object === undefined ? undefined : document.bundles[parcel.object.name];
    return bundle === undefined ? [] : problemsOf(bundle, parcel);
  });
}

function problemsOf(bundle: BundleState, parcel: Parcel): FileProblem[] {
  const failure = bundle.failure;
  if (bundle.state === 'failed' && failure !== undefined)
    return parcel.files.map(({ file }) => ({ label: file.label, reason: failure }));
  return (bundle.outcomes ?? []).flatMap((outcome) => {
    const label = parcel.files[outcome.entry]?.file.label;
    const reason = reasonOf(outcome);
    return label === undefined || reason === undefined ? [] : [{ label, reason }];
  });
}

function reasonOf(outcome: NonNullable<BundleState['outcomes']>[number]): ProblemReason | undefined {
  switch (outcome.outcome) {
    case 'skipped':
    case 'rejected':
      return outcome.reason;
    case 'conflicting':
      return 'kept-beside';
    default:
      return undefined;
  }
}
