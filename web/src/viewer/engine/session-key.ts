import type { StudySession } from './study-session.ts';

const keys = new WeakMap<StudySession, number>();
let seen = 0;

/** Of what shows a session: another session has another engine, and nothing of the one before may stay. */
export function sessionKey(session: StudySession): number {
  const key = keys.get(session) ?? (seen += 1);
  keys.set(session, key);
  return key;
}
