/** The value representations of PS3.5 6.2. */

/** VRs whose explicit form has two reserved bytes and a 32-bit length (PS3.5 7.1.2). */
const longVRs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const shortVRs = new Set('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));
export const isKnownVR = (vr: string): boolean => longVRs.has(vr) || shortVRs.has(vr);

const vrNames = new Map<number, string>();
for (const vr of [...longVRs, ...shortVRs]) vrNames.set((vr.charCodeAt(0) << 8) | vr.charCodeAt(1), vr);

export const isShortVR = (vr: string): boolean => shortVRs.has(vr);

/** The VR of two bytes read as a big-endian number; undefined where there is none of that name. */
export const vrOf = (letters: number): string | undefined => vrNames.get(letters);
