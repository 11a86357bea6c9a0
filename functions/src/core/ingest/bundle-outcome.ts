import type { BundleState, UploadDocument } from '@pacs/shared/documents';
import { limits } from '@pacs/shared/limits';
import type { FileOutcome, RejectReason } from '@pacs/shared/outcomes';

const maxListed = 200;

/** How many more of its files the ticket can name: all its bundles share one document. */
function roomFor({ bundles }: Pick<UploadDocument, 'bundles'>): number {
  const named = Object.values(bundles).reduce((sum, { outcomes }) => sum + (outcomes?.length ?? 0), 0);
  return Math.max(0, Math.min(maxListed, limits.outcomesPerUpload - named));
}

/** What the ticket says of a bundle that was read to its end; what earlier runs brought is no duplicate. */
export function bundleOutcome(
  state: BundleState,
  read: readonly FileOutcome[],
  ticket: Pick<UploadDocument, 'bundles'>,
): BundleState {
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
    outcomes: listed.slice(0, roomFor(ticket)),
  };
}

export function failedBundle(state: BundleState, failure: RejectReason): BundleState {
  return { bytes: state.bytes, state: 'failed', failure };
}
