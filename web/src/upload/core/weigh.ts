import type { Weight } from './bundles.ts';
import type { InstanceFacts } from '../../intake/core/inspection.ts';
import type { Place } from '../../intake/core/place.ts';

/** Native CT and MR deflate to about half; an estimate for planning only. */
const deflatedShare = 0.5;

/** Deflating pays for native pixels that are not deflated yet. */
export function worthDeflating(place: Place, facts: InstanceFacts): boolean {
  return place.packing === 'stored' && facts.native;
}

export function weighInstance(place: Place, facts: InstanceFacts): Weight {
  const share = worthDeflating(place, facts) ? deflatedShare : 1;
  return {
    travelBytes: Math.ceil(place.storedBytes * share),
    maxTravelBytes: place.storedBytes,
    expandedBytes: place.bytes,
  };
}
