/**
 * The index as it arrives. Its small tables are parsed by their schemas; instances, frames and stacks, of which
 * there may be thousands, by plain code: the schemas take 40–80 ms for 2,000 frames, all of it before the first
 * image. Beyond the schemas it checks that every number points somewhere.
 */
import { StudyIndex, type FrameRef, type IndexInstance, type Stack } from '@pacs/shared/manifest';

const Tables = StudyIndex.omit({ instances: true, stacks: true });

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isFinite = (value: unknown): value is number => Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isList = (value: unknown, item: (value: unknown) => boolean, length?: number): boolean =>
  Array.isArray(value) && (length === undefined || value.length === length) && value.every(item);
const isAbsentOr = (value: unknown, is: (value: unknown) => boolean) => value === undefined || is(value);
const isPoint = (value: unknown) => isList(value, isFinite, 3);

interface Sizes {
  packs: number;
  formats: number;
  displays: number;
}

const isBelow = (limit: number) => (value: unknown) => isCount(value) && value < limit;

function isFrame(value: unknown, sizes: Sizes): value is FrameRef {
  return (
    isRecord(value) &&
    isBelow(sizes.packs)(value['pack']) &&
    (value['coding'] === 'as-is' || value['coding'] === 'htj2k') &&
    isCount(value['leadAt']) &&
    isCount(value['leadBytes']) &&
    isCount(value['restAt']) &&
    isCount(value['restBytes']) &&
    isCount(value['crc']) &&
    isList(value['resolutions'], isCount) &&
    isBelow(8)(value['bitOffset']) &&
    isAbsentOr(value['range'], (range) => isList(range, isFinite, 2)) &&
    isAbsentOr(value['display'], isBelow(sizes.displays)) &&
    isAbsentOr(value['position'], isPoint)
  );
}

const roles: readonly unknown[] = ['primary', 'localizer', 'derived', 'mip', 'dose', 'capture'];
const unshowables: readonly unknown[] = ['damaged-pixels', 'unsupported-syntax', 'no-pixels'];

function isInstance(value: unknown, sizes: Sizes): value is IndexInstance {
  return (
    isRecord(value) &&
    ['id', 'series', 'sopClassUID', 'transferSyntaxUID', 'modality'].every((key) => isText(value[key])) &&
    roles.includes(value['role']) &&
    isAbsentOr(value['instanceNumber'], Number.isSafeInteger) &&
    isAbsentOr(value['format'], isBelow(sizes.formats)) &&
    isAbsentOr(value['display'], isBelow(sizes.displays)) &&
    isAbsentOr(value['position'], isPoint) &&
    isAbsentOr(value['unshowable'], (reason) => unshowables.includes(reason)) &&
    isList(value['frames'], (frame) => isFrame(frame, sizes))
  );
}

const orders: readonly unknown[] = ['position', 'instance-number', 'acquisition', 'frames'];

function isStack(value: unknown, instances: readonly IndexInstance[]): value is Stack {
  const isAddress = (address: unknown) =>
    Array.isArray(address) &&
    address.length === 2 &&
    isBelow(instances.length)(address[0]) &&
    // An instance that cannot be shown has no frames, and still its place in the stack.
    isBelow(Math.max(1, instances[address[0] as number]?.frames.length ?? 0))(address[1]);
  return (
    isRecord(value) &&
    ['id', 'series', 'modality'].every((key) => isText(value[key])) &&
    roles.includes(value['role']) &&
    orders.includes(value['order']) &&
    isAbsentOr(value['label'], isText) &&
    isAbsentOr(value['space'], isCount) &&
    isList(value['frames'], isAddress) &&
    (value['frames'] as unknown[]).length > 0
  );
}

/** Throws where the index is not one or contradicts itself. */
export function readIndex(json: unknown): StudyIndex {
  const tables = Tables.parse(json);
  const { instances, stacks } = json as Json;
  const sizes = {
    packs: tables.packs.length,
    formats: tables.formats.length,
    displays: tables.displays.length,
  };
  if (!isInstances(instances, sizes)) throw new Error('index: bad instances');
  if (!isStacks(stacks, instances)) throw new Error('index: bad stacks');
  return { ...tables, instances, stacks };
}

const isInstances = (value: unknown, sizes: Sizes): value is IndexInstance[] =>
  isList(value, (instance) => isInstance(instance, sizes));

const isStacks = (value: unknown, instances: readonly IndexInstance[]): value is Stack[] =>
  isList(value, (stack) => isStack(stack, instances));
