/**
 * Stacks: runs of frames to scroll through, between series and frame, as a pure function of headers.
 * Order is by place along the normal only where no two frames share one, else by InstanceNumber, else by
 * acquisition. A localizer, dose page or capture comes after everything else.
 */
import type { Stack } from '../manifest.ts';
import { geometryOf } from './plane.ts';
import {
  type Group,
  type Member,
  type StackInput,
  groupBy,
  hardKey,
  membersOf,
  splitBySoftKeys,
} from './stack-keys.ts';

const labelCharacters = 64;

interface Ordered {
  members: Member[];
  order: Stack['order'];
}

interface Draft extends Ordered {
  first: Member;
  key: string;
  words: string[];
  multiFrame: boolean;
}

export function buildStacks(instances: readonly StackInput[]): Stack[] {
  const isSingle = ({ frames, facts }: StackInput): boolean =>
    frames <= 1 && facts.concatenation === undefined;
  const single = instances.filter(isSingle);
  const several = instances.filter((input) => !isSingle(input));
  const drafts = [
    ...[...groupBy(single, hardKey)].flatMap(([key, inputs]) =>
      draftsOf(key, { members: inputs.flatMap(membersOf), words: [] }, false),
    ),
    ...[...groupBy(several, multiFrameKey)].flatMap(([key, inputs]) =>
      draftsOf(key, { members: inOrderOfParts(inputs).flatMap(membersOf), words: [] }, true),
    ),
  ];
  const series = new Map<string, number>();
  for (const { series: id } of instances) if (!series.has(id)) series.set(id, series.size);
  drafts.sort((a, b) => compareDrafts(a, b, series));
  const among = surveyOf(drafts);
  return drafts.map((draft) => toStack(draft, among));
}

/** Each multi-frame image its own; the parts of a concatenation together are one. */
const multiFrameKey = (input: StackInput): string =>
  `${hardKey(input)}|${input.facts.concatenation ?? String(input.instance)}`;

const inOrderOfParts = (inputs: readonly StackInput[]): StackInput[] =>
  [...inputs].sort(
    (a, b) =>
      (a.facts.inConcatenation ?? last) - (b.facts.inConcatenation ?? last) || a.instance - b.instance,
  );

function draftsOf(key: string, group: Group, multiFrame: boolean): Draft[] {
  return splitBySoftKeys(group).flatMap(({ members, words }) => {
    const ordered = multiFrame ? orderFrames(members) : orderInstances(members);
    const [first] = ordered.members;
    return first === undefined
      ? []
      : [{ ...ordered, first, key: [key, ...words].join('|'), words, multiFrame }];
  });
}

/** By place, in the direction in which the instance numbers (or frames) mostly run. */
function orderByPlace(
  members: readonly Member[],
  numberOf: (member: Member) => number,
): Member[] | undefined {
  const geometry = geometryOf(members);
  if (geometry?.unique !== true) return undefined;
  const placed = members.map((member, index) => ({ member, mm: geometry.along[index] ?? 0 }));
  placed.sort((a, b) => a.mm - b.mm);
  const ordered = placed.map(({ member }) => member);
  const rising = ordered.reduce((sum, member, index) => {
    const previous = ordered[index - 1];
    return previous === undefined ? sum : sum + Math.sign(numberOf(member) - numberOf(previous));
  }, 0);
  return rising < 0 ? ordered.reverse() : ordered;
}

function orderInstances(members: Member[]): Ordered {
  const numberOf = ({ facts }: Member): number => facts.instanceNumber ?? 0;
  const placed = members.length > 1 ? orderByPlace(members, numberOf) : undefined;
  if (placed !== undefined) return { members: placed, order: 'position' };
  const numbers = members.map(({ facts }) => facts.instanceNumber);
  if (!numbers.includes(undefined) && new Set(numbers).size === members.length) {
    return { members: [...members].sort((a, b) => numberOf(a) - numberOf(b)), order: 'instance-number' };
  }
  return { members: [...members].sort(compareAcquisition), order: 'acquisition' };
}

function orderFrames(members: Member[]): Ordered {
  const ordinals = new Map(members.map((member, ordinal) => [member, ordinal]));
  const placed =
    members.length > 1 ? orderByPlace(members, (member) => ordinals.get(member) ?? 0) : undefined;
  return placed === undefined ? { members, order: 'frames' } : { members: placed, order: 'position' };
}

const last = Number.MAX_SAFE_INTEGER;

const compareText = (a: string | undefined, b: string | undefined): number => {
  if (a === b) return 0;
  if (a === undefined) return 1;
  return b === undefined || a < b ? -1 : 1;
};

const compareAcquisition = (a: Member, b: Member): number =>
  (a.facts.acquisitionNumber ?? last) - (b.facts.acquisitionNumber ?? last) ||
  compareText(a.facts.acquisitionTime, b.facts.acquisitionTime) ||
  compareText(a.facts.contentTime, b.facts.contentTime) ||
  (a.facts.instanceNumber ?? last) - (b.facts.instanceNumber ?? last) ||
  a.input.instance - b.input.instance;

const rank: Readonly<Record<StackInput['role'], number>> = {
  primary: 0,
  derived: 1,
  mip: 1,
  localizer: 2,
  capture: 3,
  dose: 4,
};

const compareDrafts = (a: Draft, b: Draft, series: ReadonlyMap<string, number>): number =>
  rank[a.first.input.role] - rank[b.first.input.role] ||
  (a.first.facts.seriesNumber ?? last) - (b.first.facts.seriesNumber ?? last) ||
  (series.get(a.first.input.series) ?? 0) - (series.get(b.first.input.series) ?? 0) ||
  (a.first.facts.echo ?? 0) - (b.first.facts.echo ?? 0) ||
  (a.first.facts.bValue ?? 0) - (b.first.facts.bValue ?? 0) ||
  (a.first.facts.phase ?? 0) - (b.first.facts.phase ?? 0) ||
  lowestNumber(a) - lowestNumber(b) ||
  a.first.input.instance - b.first.input.instance;

const lowestNumber = ({ members }: Draft): number =>
  members.reduce((lowest, { facts }) => Math.min(lowest, facts.instanceNumber ?? last), last);

/** What the words and ids of stacks depend on beside themselves: gathered once, a study may have thousands. */
interface Survey {
  series: ReadonlyMap<string, { stacks: number; roles: Set<string>; sizes: Set<string> }>;
  /** Those of one key, in order. */
  sharing: ReadonlyMap<string, ReadonlyMap<Draft, number>>;
  /** Frames of reference, counted as they come; the UIDs themselves stay behind. */
  spaces: ReadonlyMap<string, number>;
}

const sizeOf = ({ columns, rows }: StackInput): string => `${String(columns)} × ${String(rows)}`;

function surveyOf(drafts: readonly Draft[]): Survey {
  const series = new Map<string, { stacks: number; roles: Set<string>; sizes: Set<string> }>();
  const sharing = new Map<string, Map<Draft, number>>();
  const spaces = new Map<string, number>();
  for (const draft of drafts) {
    const { input, facts } = draft.first;
    const own = series.get(input.series) ?? { stacks: 0, roles: new Set(), sizes: new Set() };
    series.set(input.series, own);
    own.stacks += 1;
    own.roles.add(input.role);
    own.sizes.add(sizeOf(input));
    const same = sharing.get(draft.key) ?? new Map<Draft, number>();
    sharing.set(draft.key, same.set(draft, same.size));
    const space = facts.frameOfReference ?? '';
    if (space !== '' && !spaces.has(space)) spaces.set(space, spaces.size);
  }
  return { series, sharing, spaces };
}

function toStack(draft: Draft, among: Survey): Stack {
  const { input, facts } = draft.first;
  const label = labelOf(draft, among);
  const space = among.spaces.get(facts.frameOfReference ?? '');
  return {
    id: stackId(draft, among),
    series: input.series,
    modality: input.modality,
    role: input.role,
    order: draft.order,
    frames: draft.members.map((member) => [member.input.instance, member.frame]),
    ...(label === '' ? {} : { label }),
    ...(space === undefined ? {} : { space }),
  };
}

/** Words that tell it from the other stacks of its series: what split it, else role, size or number. */
function labelOf(draft: Draft, { series }: Survey): string {
  const { input } = draft.first;
  const own = series.get(input.series);
  const words = [...draft.words];
  if (own !== undefined && own.stacks > 1) {
    if (input.role !== 'primary' && own.roles.size > 1) words.push(input.role);
    const isSized = input.columns !== undefined && input.rows !== undefined;
    if (words.length === 0 && own.sizes.size > 1 && isSized) words.push(sizeOf(input));
    if (draft.multiFrame && words.length === 0 && input.facts.instanceNumber !== undefined)
      words.push(`image ${String(input.facts.instanceNumber)}`);
  }
  return words.join(', ').slice(0, labelCharacters);
}

/** Stable while the stack keeps its keys; says nothing of what they are. */
function stackId(draft: Draft, { sharing }: Survey): string {
  const same = sharing.get(draft.key);
  let hash = 0x811c9dc5;
  for (const character of draft.key) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const suffix = same !== undefined && same.size > 1 ? `.${String(same.get(draft))}` : '';
  return `${draft.first.input.series}.${(hash >>> 0).toString(36)}${suffix}`;
}
