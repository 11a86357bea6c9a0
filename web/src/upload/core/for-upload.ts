import type { ScanPurpose } from '../../intake/core/scanner.ts';
import { fitsInBundle } from './bundles.ts';
import { weighInstance } from './weigh.ts';

/** What is looked at in order to be sent: it must fit into a bundle, and digests tell what is stored already. */
export const forUpload: ScanPurpose = {
  refuse: (place, facts) =>
    fitsInBundle(weighInstance(place, facts, false)) ? undefined : 'instance-too-large',
  digests: true,
};
