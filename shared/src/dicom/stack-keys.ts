/** Which frames belong to one run: keys every run shares, and keys that split one only where it makes sense. */
import type { imageRoles, StackFacts } from '../manifest.ts';
import { geometryOf, isParallel, planeName } from './plane.ts';

/** One instance, as grouping needs it. */
export interface StackInput {
  /** Its place in `StudyIndex.instances`. */
  instance: number;
  /** Opaque id of its series. */
  series: string;
  modality: string;
  role: (typeof imageRoles)[number];
  facts: StackFacts;
  rows?: number;
  columns?: number;
  photometricInterpretation?: string;
  /** Frames to show; 0 counts as one place for what should be an image and cannot be shown. */
  frames: number;
  /** Facts of single frames (functional groups), by frame. */
  frameFacts?: readonly { position?: [number, number, number]; stack?: Partial<StackFacts> }[];
}

/** One frame with the facts that hold for it. */
export interface Member {
  input: StackInput;
  frame: number;
  facts: StackFacts;
}

export interface Group {
  members: Member[];
  /** Words of the keys that split it from its siblings. */
  words: string[];
}

export function membersOf(input: StackInput): Member[] {
  return Array.from({ length: Math.max(1, input.frames) }, (_, frame): Member => {
    const own = input.frameFacts?.[frame];
    const position = own?.position ?? own?.stack?.position;
    const facts = { ...input.facts, ...own?.stack, ...(position === undefined ? {} : { position }) };
    return { input, frame, facts };
  });
}

/** What one run never mixes. */
export const hardKey = ({
  series,
  facts,
  rows,
  columns,
  role,
  photometricInterpretation,
}: StackInput): string =>
  [series, facts.sopClassUID, rows, columns, photometricInterpretation, role, facts.frameOfReference].join(
    '|',
  );

/** Groups in order of first appearance. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * Splits by a key only where the parts are runs: a key that differs with nearly every image (a radial
 * acquisition's orientation, a cine's trigger) is what one scrolls through, not what separates stacks.
 */
function splitSoftly(
  group: Group,
  keyOf: (member: Member) => string,
  word: (member: Member) => string,
): Group[] {
  const parts = [...groupBy(group.members, keyOf).values()];
  if (parts.length < 2 || parts.length > group.members.length / 2) return [group];
  return parts.map((members) => {
    const [first] = members;
    const own = first === undefined ? '' : word(first);
    return { members, words: own === '' ? group.words : [...group.words, own] };
  });
}

/** More planes than any protocol has: what turns that often is scrolled through. */
const maxPlanes = 512;

/** Orientations within rounding of each other count as one. Undefined where there are too many to be runs. */
function planeKeys(members: readonly Member[]): Map<Member, string> | undefined {
  const seen: NonNullable<StackFacts['orientation']>[] = [];
  const keys = new Map<Member, string>();
  for (const member of members) {
    const { orientation } = member.facts;
    let index = -1;
    if (orientation !== undefined) {
      index = seen.findIndex((known) => isParallel(known, orientation));
      if (index < 0) index = seen.push(orientation) - 1;
      if (seen.length > maxPlanes) return undefined;
    }
    keys.set(member, String(index));
  }
  return keys;
}

const number = (value: number | undefined): string => (value === undefined ? '' : String(value));
const worded = (name: string, value: number | undefined): string =>
  value === undefined ? '' : `${name} ${String(value)}`;

export function splitBySoftKeys(group: Group): Group[] {
  const planes = planeKeys(group.members);
  return [group]
    .flatMap((part) =>
      splitSoftly(
        part,
        (member) => planes?.get(member) ?? '',
        ({ facts }) => planeName(facts.orientation),
      ),
    )
    .flatMap((part) =>
      splitSoftly(
        part,
        ({ facts }) => number(facts.echo),
        ({ facts }) => worded('TE', facts.echo),
      ),
    )
    .flatMap((part) =>
      splitSoftly(
        part,
        ({ facts }) => number(facts.bValue),
        ({ facts }) => worded('b', facts.bValue),
      ),
    )
    .flatMap((part) =>
      splitSoftly(
        part,
        ({ facts }) => number(facts.phase),
        ({ facts }) => worded('phase', facts.phase),
      ),
    )
    .flatMap((part) => splitRepeats(part));
}

/** Several passes over the same places in one series: apart by acquisition number, else by where the places repeat. */
function splitRepeats(group: Group): Group[] {
  const geometry = geometryOf(group.members);
  if (geometry === undefined || geometry.unique) return [group];
  const byAcquisition = splitSoftly(
    group,
    ({ facts }) => number(facts.acquisitionNumber),
    ({ facts }) => worded('acquisition', facts.acquisitionNumber),
  );
  if (
    byAcquisition.length > 1 &&
    byAcquisition.every(({ members }) => geometryOf(members)?.unique === true)
  ) {
    return byAcquisition;
  }
  return splitPasses(group, geometry.distinct);
}

function splitPasses(group: Group, distinct: number): Group[] {
  const passes = group.members.length / distinct;
  const numbers = new Set(group.members.map(({ facts }) => facts.instanceNumber));
  if (distinct < 2 || !Number.isInteger(passes) || numbers.size !== group.members.length) return [group];
  const ordered = [...group.members].sort(
    (a, b) => (a.facts.instanceNumber ?? 0) - (b.facts.instanceNumber ?? 0),
  );
  const parts = Array.from({ length: passes }, (_, pass) =>
    ordered.slice(pass * distinct, (pass + 1) * distinct),
  );
  if (!parts.every((members) => geometryOf(members)?.unique === true)) return [group];
  return parts.map((members, pass) => ({ members, words: [...group.words, `pass ${String(pass + 1)}`] }));
}
