/**
 * "This is a shared computer": for as long as this tab lives nothing of an upload is kept in the browser, so
 * none goes on after a reload. What was kept before is removed.
 */
import type { SessionStore } from './core/ports.ts';

const key = 'shared-computer';

export function isSharedComputer(): boolean {
  try {
    return sessionStorage.getItem(key) === 'yes';
  } catch {
    return true;
  }
}

export function setSharedComputer(isShared: boolean): void {
  try {
    if (isShared) sessionStorage.setItem(key, 'yes');
    else sessionStorage.removeItem(key);
  } catch {
    return;
  }
}

export function unlessShared(sessions: SessionStore, isShared: () => boolean): SessionStore {
  return {
    ...sessions,
    save: (upload) => (isShared() ? sessions.remove(upload.uploadId) : sessions.save(upload)),
    keepHandles: (uploadId, handles) =>
      isShared() ? sessions.remove(uploadId) : sessions.keepHandles(uploadId, handles),
  };
}
