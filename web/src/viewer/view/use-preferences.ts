/** How this browser likes its viewer; kept here and nowhere else. */
import { useState } from 'react';
import { isRecord } from '../core/json-checks.ts';

const key = 'viewer-preferences';

export interface Preferences {
  /** The dark room: dim, and red rather than blue. */
  isNight: boolean;
  /** Single keys do something; off for whoever dictates or types by switches (WCAG 2.1.4). */
  hasKeys: boolean;
}

/** Without zod, which the link page does not load before its picture. */
function read(): Preferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (isRecord(kept)) return { isNight: kept['isNight'] === true, hasKeys: kept['hasKeys'] !== false };
  } catch {
    // Nothing that can be read is kept.
  }
  return { isNight: false, hasKeys: true };
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
