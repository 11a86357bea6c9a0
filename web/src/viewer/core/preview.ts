/** What of a frame can be decoded from its leading bytes. */
import type { FrameRef } from '@pacs/shared/manifest';

/**
 * Resolution levels to leave out, and the bytes to decode, for the largest picture that `heldBytes` leading
 * bytes hold; undefined where they hold none (PS3.5 8.2.14: only our HTJ2K is cut by resolution).
 */
export function previewOf(
  ref: FrameRef,
  heldBytes: number,
): { skipResolutions: number; bytes: number } | undefined {
  if (ref.coding !== 'htj2k') return undefined;
  for (let level = ref.resolutions.length - 2; level >= 0; level--) {
    const bytes = ref.resolutions[level];
    if (bytes !== undefined && bytes <= heldBytes)
      return { skipResolutions: ref.resolutions.length - 1 - level, bytes };
  }
  return undefined;
}
