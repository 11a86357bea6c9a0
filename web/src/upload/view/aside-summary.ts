import type { AsideFile } from '../../intake/core/scanned.ts';
import type { Recognised } from '../../intake/core/scanner.ts';
import { countOf } from '../../ui/format.ts';

/** Without what only lies beside images: nobody misses that. */
export const notTaken = (aside: readonly AsideFile[]): number =>
  aside.filter(({ reason }) => reason !== 'beside-images').length;

/** '2 files not taken, 14 other files beside the images, 3 system files' */
export function asideSummary({ aside, junk }: Pick<Recognised, 'aside' | 'junk'>): string {
  const missed = notTaken(aside);
  const beside = aside.length - missed;
  const parts = [
    missed > 0 ? `${countOf(missed, 'file')} not taken` : '',
    beside > 0 ? `${countOf(beside, 'other file')} beside the images` : '',
    junk > 0 ? countOf(junk, 'system file') : '',
  ];
  const words = parts.filter((part) => part !== '').join(', ');
  return missed > 0 ? words : `${words}: not sent`;
}
