/** What one bundle may cost, however it is packed. What lies past it is refused unread. */
import { limits } from '@pacs/shared/limits';
import type { RejectReason } from '@pacs/shared/outcomes';

export interface BundleBudget {
  /** Why nothing more of the bundle is opened. */
  readonly spent: RejectReason | undefined;
  /** One more line in a directory. */
  takeEntry(): boolean;
  /** Room for what will be made of the bundle's bytes: entries of an archive, a file that came coded. False: none is taken. */
  reserve(bytes: number): boolean;
  /** What has been made of them already: deflated data sets tell only afterwards. False where that is too much. */
  expand: (bytes: number) => boolean;
  /** Bytes that are inflated to see that they are there, and not kept. False: none is taken. */
  look: (bytes: number) => boolean;
  /** One more file that is DICOM or says so. */
  takeFile(): boolean;
  /** Room for the frames of one file. False: none is taken. */
  takeFrames(count: number): boolean;
  /** One more to decode, for a file that came coded. */
  takeCodestream(): boolean;
}

export function bundleBudget(): BundleBudget {
  let entries: number = limits.archiveMaxEntries;
  let bytes: number = limits.bundleMaxExpandedBytes;
  let unseen: number = limits.bundleMaxExpandedBytes;
  let files: number = limits.bundleMaxInstances;
  let frames: number = limits.bundleMaxFrames;
  let codestreams: number = limits.bundleMaxFrames;
  return {
    get spent() {
      if (bytes < 0) return 'zip-expands-too-far';
      return files <= 0 || codestreams < 0 ? 'too-many-instances' : undefined;
    },
    takeEntry: () => (entries -= 1) >= 0,
    reserve(more) {
      if (more > bytes) return false;
      bytes -= more;
      return true;
    },
    expand: (more) => (bytes -= more) >= 0,
    look(more) {
      if (more > unseen) return false;
      unseen -= more;
      return true;
    },
    takeFile: () => (files -= 1) >= 0,
    takeFrames(count) {
      if (count > frames) return false;
      frames -= count;
      return true;
    },
    takeCodestream: () => (codestreams -= 1) >= 0,
  };
}
