import type { BundleState } from '@pacs/shared/documents';
import type { FileOutcome, RejectReason } from '@pacs/shared/outcomes';

const maxListed = 200;

/** What the ticket says of a bundle that was read to its end; what earlier runs brought is no duplicate. */
export function bundleOutcome(state: BundleState, read: readonly FileOutcome[]): BundleState {
  const byEntry = new Map(read.map((file) => [file.entry, file]));
  for (const file of Object.values(state.committed ?? {}).flat()) byEntry.set(file.entry, file);
  const outcomes = [...byEntry.values()];
  const count = (outcome: FileOutcome['outcome']) =>
    outcomes.filter((file) => file.outcome === outcome).length;
  const listed = outcomes.filter(({ outcome }) => outcome !== 'ingested' && outcome !== 'duplicate');
  return {
    bytes: state.bytes,
    state: 'ingested',
    counts: {
      ingested: count('ingested'),
      duplicate: count('duplicate'),
      conflicting: count('conflicting'),
      skipped: count('skipped'),
      rejected: count('rejected'),
    },
    outcomes: listed.slice(0, maxListed),
  };
}

export function failedBundle(state: BundleState, failure: RejectReason): BundleState {
  return { bytes: state.bytes, state: 'failed', failure };
}
