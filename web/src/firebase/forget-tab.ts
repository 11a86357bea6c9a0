/** Stays true whoever signs in next (upload/shared-computer.ts). */
const ofTheComputer = 'shared-computer';

/** Removes what this tab has kept for its user: how a study lay, how far pages were scrolled. */
export function forgetTab(storage: Pick<Storage, 'key' | 'length' | 'removeItem'>): void {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at));
  for (const key of keys) if (key !== null && key !== ofTheComputer) storage.removeItem(key);
}
