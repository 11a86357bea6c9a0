/**
 * Checks of JSON that come before the first image, where making and running zod's schemas takes longer than all the
 * rest. Each stands for a schema in shared/src; the types see to it that none of its fields is forgotten.
 */
export type Check = (value: unknown) => boolean;

export type Json = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isFlag: Check = (value) => typeof value === 'boolean';
export const isFinite: Check = (value) => Number.isFinite(value);
export const isWhole: Check = (value) => Number.isSafeInteger(value);
export const isCount = (value: unknown): value is number => isWhole(value) && (value as number) >= 0;
export const isText: Check = (value) => typeof value === 'string';

export const isBelow =
  (limit: number): Check =>
  (value) =>
    isCount(value) && value < limit;

export const isBetween =
  (low: number, high: number): Check =>
  (value) =>
    isWhole(value) && (value as number) >= low && (value as number) <= high;

export const isTextUpTo =
  (max: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= max;

export const isOneOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

export const isList = (value: unknown, item: Check, length?: number): boolean =>
  Array.isArray(value) && (length === undefined || value.length === length) && value.every(item);

export const listOf =
  (item: Check, max = Infinity): Check =>
  (value) =>
    isList(value, item) && (value as unknown[]).length <= max;

export const tupleOf =
  (item: Check, length: number): Check =>
  (value) =>
    isList(value, item, length);

export const isAbsentOr = (value: unknown, is: Check): boolean => value === undefined || is(value);

export const maybe =
  (is: Check): Check =>
  (value) =>
    isAbsentOr(value, is);

/** One check a field; further fields are let be. */
export const recordOf = <T>(checks: Readonly<Record<keyof Required<T>, Check>>): Check => {
  const all = Object.entries<Check>(checks);
  return (value) => isRecord(value) && all.every(([key, is]) => is(value[key]));
};
