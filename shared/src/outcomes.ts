import { z } from 'zod';

/**
 * What became of one file of an upload. `ingested`, `duplicate` (stored already, same UID and bytes),
 * `conflicting` (same SOPInstanceUID, other bytes: both kept), `skipped` (not meant to be an instance),
 * `rejected` (was meant to be one and cannot be used).
 */
export const skipReasons = ['not-dicom', 'dicomdir', 'junk', 'empty-entry', 'directory', 'symlink'] as const;

export const rejectReasons = [
  'empty-file',
  'truncated',
  'bad-header',
  'header-too-large',
  'header-too-deep',
  'image-too-large',
  'instance-too-large',
  'no-sop-instance',
  'zip-damaged',
  'zip-encrypted',
  'zip-nested-too-deep',
  'zip-too-many-entries',
  'zip-expands-too-far',
  'zip-overlapping-entries',
  'zip-method-unsupported',
  'zip-crc-mismatch',
  'bundle-too-large',
  'too-many-instances',
  'study-full',
  'too-many-studies',
  'internal',
] as const;

export const SkipReason = z.enum(skipReasons);
export type SkipReason = z.infer<typeof SkipReason>;
export const RejectReason = z.enum(rejectReasons);
export type RejectReason = z.infer<typeof RejectReason>;

/** `entry` is the ordinal of the entry in its bundle (0 for a bare file). Never a name: names carry patients. */
export const FileOutcome = z.discriminatedUnion('outcome', [
  z.object({ entry: z.int().min(0), outcome: z.literal('ingested') }),
  z.object({ entry: z.int().min(0), outcome: z.literal('duplicate') }),
  z.object({ entry: z.int().min(0), outcome: z.literal('conflicting') }),
  z.object({ entry: z.int().min(0), outcome: z.literal('skipped'), reason: SkipReason }),
  z.object({ entry: z.int().min(0), outcome: z.literal('rejected'), reason: RejectReason }),
]);
export type FileOutcome = z.infer<typeof FileOutcome>;
