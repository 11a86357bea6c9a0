/** Mutants of files: what transmission, careless writers and attackers do to bytes. Deterministic by its noise. */
import { type Random } from '../../../tools/seed/synthetic/random.ts';

type Mutation = (file: Uint8Array, noise: Random, others: readonly Uint8Array[]) => Uint8Array;

const below = (noise: Random, limit: number): number => Math.floor(noise.next() * limit);
const pick = <T>(noise: Random, list: readonly T[]): T => {
  const one = list[below(noise, list.length)];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
};

const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};

const range = (file: Uint8Array, noise: Random, maxBytes: number): [from: number, to: number] => {
  const from = below(noise, file.length);
  return [from, Math.min(file.length, from + 1 + below(noise, maxBytes))];
};

const changed = (file: Uint8Array, change: (copy: Uint8Array, view: DataView) => void): Uint8Array => {
  const copy = Uint8Array.from(file);
  change(copy, new DataView(copy.buffer));
  return copy;
};

const wordsOfInterest = [0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xfffe, 0xffff];
const longsOfInterest = [
  ...wordsOfInterest,
  0x10000,
  0x7fffffff,
  0x80000000,
  0xfffffffe,
  0xffffffff,
  0xfffee000,
  0xfffee00d,
  0xfffee0dd,
  0x7fe00010,
];
const letters = ['SQ', 'UN', 'OB', 'OW', 'UT', 'DS', 'US', 'OV', 'PN', 'XX', '??'];

/** Where an explicit VR or a tag of many files is likely to lie: two capitals. */
function placeOfVR(file: Uint8Array, noise: Random): number {
  const from = below(noise, file.length);
  const isCapital = (at: number): boolean => (file[at] ?? 0) >= 0x41 && (file[at] ?? 0) <= 0x5a;
  for (let at = from; at < Math.min(file.length - 4, from + 200); at += 1)
    if (isCapital(at) && isCapital(at + 1)) return at;
  return Math.max(0, Math.min(from, file.length - 8));
}

const mutations: readonly Mutation[] = [
  (file, noise) =>
    changed(file, (copy) => {
      for (let hits = 1 + below(noise, 6); hits > 0; hits -= 1)
        copy[below(noise, copy.length)] = below(noise, 256);
    }),
  (file, noise) =>
    changed(file, (copy) => {
      const at = below(noise, copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << below(noise, 8));
    }),
  (file, noise) =>
    changed(file, (_, view) => {
      if (view.byteLength < 2) return;
      view.setUint16(below(noise, view.byteLength - 1), pick(noise, wordsOfInterest), noise.next() < 0.8);
    }),
  (file, noise) =>
    changed(file, (_, view) => {
      if (view.byteLength < 4) return;
      const value = noise.next() < 0.3 ? view.byteLength - below(noise, 64) : pick(noise, longsOfInterest);
      view.setUint32(below(noise, view.byteLength - 3), value >>> 0, noise.next() < 0.8);
    }),
  (file, noise) =>
    changed(file, (copy) => {
      const at = placeOfVR(file, noise);
      const vr = pick(noise, letters);
      copy[at] = vr.charCodeAt(0);
      copy[at + 1] = vr.charCodeAt(1);
    }),
  (file, noise) =>
    changed(file, (copy, view) => {
      const at = placeOfVR(file, noise) + 2;
      if (at + 6 > copy.length) return;
      if (noise.next() < 0.5) view.setUint16(at, pick(noise, wordsOfInterest), true);
      else view.setUint32(at + 2, pick(noise, longsOfInterest), true);
    }),
  (file, noise) => file.slice(0, below(noise, file.length + 1)),
  (file, noise) => {
    const [from, to] = range(file, noise, 64);
    return joined(file.subarray(0, from), file.subarray(to));
  },
  (file, noise) => {
    const [from, to] = range(file, noise, 512);
    const part = file.subarray(from, to);
    const copies = Array.from({ length: 1 + below(noise, 8) }, () => part);
    return joined(file.subarray(0, to), ...copies, file.subarray(to));
  },
  (file, noise) => {
    const at = below(noise, file.length);
    const fresh = Uint8Array.from({ length: 1 + below(noise, 24) }, () => below(noise, 256));
    return joined(file.subarray(0, at), fresh, file.subarray(at));
  },
  (file, noise, others) => {
    const other = pick(noise, others);
    const [from, to] = range(other, noise, 256);
    const at = below(noise, file.length);
    return joined(file.subarray(0, at), other.subarray(from, to), file.subarray(at + (to - from)));
  },
  (file, noise, others) => {
    const other = pick(noise, others);
    return joined(file.subarray(0, below(noise, file.length)), other.subarray(below(noise, other.length)));
  },
  (file, noise) => joined(file, new Uint8Array(below(noise, 64)).fill(noise.next() < 0.5 ? 0 : 0xff)),
];

/** One to three mutations of `file`; `others` lend their parts. */
export function mutate(file: Uint8Array, noise: Random, others: readonly Uint8Array[]): Uint8Array {
  let mutant = file;
  for (let rounds = 1 + below(noise, 3); rounds > 0 && mutant.length > 0; rounds -= 1)
    mutant = pick(noise, mutations)(mutant, noise, others);
  return mutant;
}
