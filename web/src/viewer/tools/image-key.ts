/** Which image an annotation belongs to, and where that image is among the stacks. */
import type { Annotation } from '@pacs/shared/annotations';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { StudyIndex } from '@pacs/shared/manifest';
import type { FrameEntry } from '../core/frame-table.ts';
import type { Tables } from '../engine/table-store.ts';
import type { ImageSize } from './core/edit.ts';
import type { Subject } from './core/measure.ts';

export type ImageKey = Pick<Annotation, 'instance' | 'frame'>;

export const imageKeyOf = ({ facts }: FrameEntry): ImageKey => ({
  instance: facts.instance.id,
  frame: facts.address[1] + 1,
});

export const isOn = (image: ImageKey, { instance, frame }: ImageKey): boolean =>
  image.instance === instance && image.frame === frame;

export const sizeOf = ({ facts }: FrameEntry): ImageSize => ({
  rows: facts.format?.rows ?? 1,
  columns: facts.format?.columns ?? 1,
});

/** What figures on this image are measured against. */
export function subjectOf(
  { facts }: FrameEntry,
  decoded: DecodedFrame | undefined,
  tables: Tables | undefined,
): Subject {
  const { modality, role } = facts.instance;
  return {
    image: { modality, role, display: facts.display },
    pixels: decoded === undefined || tables === undefined ? undefined : { frame: decoded, luts: tables.luts },
  };
}

export interface ImagePlace {
  stack: number;
  position: number;
}

/** In this stack if it is there, else in the first that has it; undefined where no stack does. */
export function placeOf(index: StudyIndex, image: ImageKey, preferred?: number): ImagePlace | undefined {
  const instance = index.instances.findIndex(({ id }) => id === image.instance);
  if (instance < 0) return undefined;
  const positionIn = (stack: number) =>
    index.stacks[stack]?.frames.findIndex((at) => at[0] === instance && at[1] === image.frame - 1) ?? -1;
  const order = [...(preferred === undefined ? [] : [preferred]), ...index.stacks.keys()];
  for (const stack of order) {
    const position = positionIn(stack);
    if (position >= 0) return { stack, position };
  }
  return undefined;
}
