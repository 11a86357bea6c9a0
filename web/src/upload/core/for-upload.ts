import type { ScanPurpose } from '../../intake/core/scanner.ts';
import { tooLargeForBundle } from './bundles.ts';
import { weighInstance } from './weigh.ts';

/** What is looked at in order to be sent: it must fit into a bundle, and digests tell what is stored already. */
export const forUpload: ScanPurpose = {
  refuse: (place, facts) => tooLargeForBundle(weighInstance(place, facts, false)),
  digests: true,
};
