/** Where in the stacks an image lies that a document points at. */
import type { InstanceReference } from '@pacs/shared/document-content';
import type { StudyIndex } from '@pacs/shared/manifest';

export interface ImagePlace {
  stack: number;
  position: number;
}

/** Every frame of every reference that this study shows, in the order of the references; none twice. */
export function placesOf(index: StudyIndex, references: readonly InstanceReference[]): ImagePlace[] {
  const ordinals = new Map(index.instances.map(({ id }, ordinal) => [id, ordinal]));
  const places = new Map<string, ImagePlace>();
  index.stacks.forEach(({ frames }, stack) => {
    frames.forEach(([instance, frame], position) => {
      places.set(`${String(instance)}.${String(frame)}`, { stack, position });
    });
  });
  const found = new Map<string, ImagePlace>();
  for (const { instance, frames } of references) {
    const ordinal = instance === undefined ? undefined : ordinals.get(instance);
    if (ordinal === undefined) continue;
    const count = Math.max(1, index.instances[ordinal]?.frames.length ?? 0);
    const wanted = frames ?? Array.from({ length: count }, (_, frame) => frame);
    for (const frame of wanted) {
      const key = `${String(ordinal)}.${String(frame)}`;
      const place = places.get(key);
      if (place !== undefined) found.set(key, place);
    }
  }
  return [...found.values()];
}

/** Ascending, by stack. */
export function positionsOf(places: readonly ImagePlace[]): Record<number, number[]> {
  const positions: Record<number, number[]> = {};
  for (const { stack, position } of places) (positions[stack] ??= []).push(position);
  for (const list of Object.values(positions)) list.sort((a, b) => a - b);
  return positions;
}

/** The first of each stack, in the order of the stacks. */
export const firstOfEach = (places: readonly ImagePlace[]): ImagePlace[] =>
  Object.entries(positionsOf(places)).map(([stack, [position = 0]]) => ({ stack: Number(stack), position }));
