/**
 * Whether a page's code could not be fetched: browsers throw a TypeError with words of their own for
 * import(), and Vite an Error for the styles that belong to it.
 */
export function isLoadFailure(error: unknown): boolean {
  return error instanceof Error && loadWords.some((words) => error.message.includes(words));
}

/** Chromium and Firefox; Safari; Vite's styles. */
const loadWords = [
  'dynamically imported module',
  'Importing a module script failed',
  'Unable to preload CSS',
];
