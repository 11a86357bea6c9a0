/** What is kept, and over it what this page has changed and not yet saved. Of two changes of one figure the later counts. */
import type { Annotation } from '@pacs/shared/annotations';

/** By id; undefined: removed. */
export type Changes = ReadonlyMap<string, Annotation | undefined>;

export const noChanges: Changes = new Map();

export function withChanges(kept: readonly Annotation[], ...layers: readonly Changes[]): Annotation[] {
  const items = new Map(kept.map((item) => [item.id, item]));
  for (const changes of layers)
    for (const [id, item] of changes)
      if (item === undefined) items.delete(id);
      else items.set(id, item);
  return [...items.values()].sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
}

export const later = (earlier: Changes, newer: Changes): Changes => new Map([...earlier, ...newer]);

/** As a request to save: what to put, what to remove. */
export function splitChanges(changes: Changes): { put: Annotation[]; remove: string[] } {
  const put: Annotation[] = [];
  const remove: string[] = [];
  for (const [id, item] of changes)
    if (item === undefined) remove.push(id);
    else put.push(item);
  return { put, remove };
}
