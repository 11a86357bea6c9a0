import type { Weight } from './bundles.ts';
import type { InstanceFacts } from '../../intake/core/inspection.ts';
import type { Place } from '../../intake/core/place.ts';

/** Native CT and MR deflate to about half, and as lossless HTJ2K take a quarter; estimates for planning only. */
const deflatedShare = 0.5;
const codedShare = 0.25;

/** Deflating pays for native pixels that are not deflated yet. */
export function worthDeflating(place: Place, facts: InstanceFacts): boolean {
  return place.packing === 'stored' && facts.native;
}

/** Coding pays for native pixels, in a ZIP too. */
export const worthCoding = (facts: InstanceFacts): boolean => facts.native && facts.image;

export function weighInstance(place: Place, facts: InstanceFacts, isCoding: boolean): Weight {
  const codes = isCoding && worthCoding(facts);
  const deflates = worthDeflating(place, facts);
  const share = deflates ? deflatedShare : 1;
  return {
    travelBytes: Math.ceil(codes ? place.bytes * codedShare : place.storedBytes * share),
    maxTravelBytes: place.storedBytes,
    expandedBytes: place.bytes,
    workBytes: codes || deflates ? place.bytes : 0,
    frames: facts.numberOfFrames,
  };
}
