import type { BundleState, UploadDocument } from '@pacs/shared/documents';
import { groupBy } from '@pacs/shared/group-by';
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
  const outcomes = withCommitted(read, Object.values(state.committed ?? {}).flat());
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

/** Files of an archive within share its entry: each committed one stands for one that was read, as it is or as a duplicate. */
function withCommitted(read: readonly FileOutcome[], committed: readonly FileOutcome[]): FileOutcome[] {
  const left = groupBy(read, ({ entry }) => entry);
  for (const file of committed) {
    const ofEntry = left.get(file.entry) ?? [];
    const same = ofEntry.findIndex(({ outcome }) => outcome === file.outcome);
    const at = same === -1 ? ofEntry.findIndex(({ outcome }) => outcome === 'duplicate') : same;
    if (at !== -1) ofEntry.splice(at, 1);
  }
  return [...committed, ...[...left.values()].flat()].sort((a, b) => a.entry - b.entry);
}

export function failedBundle(state: BundleState, failure: RejectReason): BundleState {
  return { bytes: state.bytes, state: 'failed', failure };
}
