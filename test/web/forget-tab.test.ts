import { expect, test } from 'vitest';
import { forgetTab } from '../../web/src/firebase/forget-tab.ts';

test('signing out leaves nothing in the tab but that the computer is shared', () => {
  const kept = new Map([
    ['viewer-layout', '{}'],
    ['shared-computer', 'yes'],
    ['react-router-scroll-positions', '{}'],
    ['link-session', '{}'],
  ]);
  forgetTab({
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    removeItem: (key) => void kept.delete(key),
  });
  expect([...kept.keys()]).toEqual(['shared-computer']);
});
