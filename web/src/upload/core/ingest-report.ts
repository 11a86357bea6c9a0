/** Turns what ingest wrote into `uploads/{id}` back into the names that the user knows. */
import type { BundleState, UploadDocument } from '@pacs/shared/documents';
import type { FileOutcome } from '@pacs/shared/outcomes';
import type { Parcel } from './parcel.ts';
import type { FileProblem, ProblemReason } from './upload-state.ts';

/** For a file whose name nobody kept. */
export const notGiven = 'not given again';

/** Nothing more is to come: every bundle has been read, or will never arrive. */
export function isSettled(document: UploadDocument, abandoned: readonly string[]): boolean {
  return Object.entries(document.bundles).every(
    ([name, bundle]) => bundle.state !== 'awaited' || abandoned.includes(name),
  );
}

/** Files that are in a study because of this upload. */
export function arrivedIn({ bundles }: Pick<UploadDocument, 'bundles'>): number {
  let sum = 0;
  for (const { counts, committed = {} } of Object.values(bundles)) {
    sum += (counts?.ingested ?? 0) + (counts?.conflicting ?? 0);
    sum += Object.values(committed).flat().filter(hasArrived).length;
  }
  return sum;
}

const hasArrived = ({ outcome }: FileOutcome): boolean => outcome === 'ingested' || outcome === 'conflicting';

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
    const reason = reasonOf(outcome);
    return reason === undefined ? [] : [{ label: labelOf(outcome.entry, parcel), reason }];
  });
}

function labelOf(entry: number, { files, sentSha256s }: Parcel): string {
  const sha256 = sentSha256s?.[entry];
  const file = sha256 === undefined ? files[entry] : files.find(({ sum }) => sum.sha256 === sha256);
  return file?.file.label ?? notGiven;
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
