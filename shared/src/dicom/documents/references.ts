/** Where one object points at others (PS3.3 Table 10-11, C.17.2.1). */
import type { InstanceReference } from '../../document-content.ts';
import { itemsOf, numbers, plainText } from '../values.ts';
import type { DataItem } from '../walk.ts';
import { documentFields as fields } from './document-tags.ts';

/** The index's id of a stored instance; undefined where the study does not hold it. */
export type FindInstance = (sopInstanceUID: string) => string | undefined;

export const maxReferences = 20_000;
const maxFrames = 10_000;

/** One item of a reference: frames are written from 1. */
export function readReference(item: DataItem, find: FindInstance): InstanceReference {
  const instance = find(plainText(item, fields.referencedSOPInstanceUID) ?? '');
  const frames = numbers(item, fields.referencedFrameNumber)
    .filter((number) => Number.isSafeInteger(number) && number > 0)
    .slice(0, maxFrames)
    .map((number) => number - 1);
  return { ...(instance === undefined ? {} : { instance }), ...(frames.length === 0 ? {} : { frames }) };
}

/** What a part of a presentation state is for; undefined: all that the state references. */
export function readReferencedImages(item: DataItem, find: FindInstance): InstanceReference[] | undefined {
  const items = itemsOf(item, fields.referencedImageSequence).slice(0, maxReferences);
  return items.length === 0 ? undefined : items.map((one) => readReference(one, find));
}

/** By series (PS3.3 C.11.11). */
export function readReferencedSeries(root: DataItem, find: FindInstance): InstanceReference[] {
  return itemsOf(root, fields.referencedSeriesSequence)
    .flatMap((series) => itemsOf(series, fields.referencedImageSequence))
    .slice(0, maxReferences)
    .map((one) => readReference(one, find));
}
