/** How this browser likes its viewer; kept here and nowhere else. */
import { useState } from 'react';
import { z } from 'zod';

const key = 'viewer-preferences';

const Preferences = z.object({
  /** The dark room: dim, and red rather than blue. */
  isNight: z.boolean().catch(false),
  /** Single keys do something; off for whoever dictates or types by switches (WCAG 2.1.4). */
  hasKeys: z.boolean().catch(true),
});
export type Preferences = z.infer<typeof Preferences>;

function read(): Preferences {
  try {
    return Preferences.parse(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return { isNight: false, hasKeys: true };
  }
}

function keep(preferences: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(preferences));
  } catch {
    // A browser that keeps nothing forgets it on leaving.
  }
}

export function usePreferences(): [Preferences, (changed: Partial<Preferences>) => void] {
  const [preferences, setPreferences] = useState(read);
  const change = (changed: Partial<Preferences>) => {
    const after = { ...preferences, ...changed };
    setPreferences(after);
    keep(after);
  };
  return [preferences, change];
}
