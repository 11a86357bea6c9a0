import { expect, test } from 'vitest';
import { openLatest } from '../../web/src/viewer/view/open-latest.ts';

/** Studies that open when the test says so. */
function createOpenings() {
  const log: string[] = [];
  const pending = new Map<string, { open: () => void; fail: () => void }>();
  const latest = openLatest(
    (id) =>
      new Promise<{ id: string; close: () => void }>((resolve, reject) => {
        pending.set(id, {
          open: () => {
            resolve({ id, close: () => log.push(`closed ${id}`) });
          },
          fail: () => {
            reject(new Error(id));
          },
        });
      }),
  );
  const opener = {
    ...latest,
    choose(id: string) {
      latest.choose(id, {
        opened: (session) => log.push(`opened ${session.id}`),
        failed: (cause) => log.push(`failed ${(cause as Error).message}`),
      });
    },
  };
  const settle = async (id: string, how: 'open' | 'fail' = 'open') => {
    pending.get(id)?.[how]();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { opener, log, settle };
}

test('what was chosen is shown, or said to have failed', async () => {
  const { opener, log, settle } = createOpenings();
  opener.choose('a');
  await settle('a', 'fail');
  opener.choose('b');
  await settle('b');
  expect(log).toEqual(['failed a', 'opened b']);
});

test('what comes after it was given up is closed and not shown', async () => {
  const { opener, log, settle } = createOpenings();
  opener.choose('a');
  opener.giveUp();
  await settle('a');
  opener.choose('b');
  opener.giveUp();
  await settle('b', 'fail');
  expect(log).toEqual(['closed a']);
});

test('of two that were chosen the later is shown, whichever comes first', async () => {
  const { opener, log, settle } = createOpenings();
  opener.choose('a');
  opener.choose('b');
  await settle('b');
  await settle('a');
  expect(log).toEqual(['opened b', 'closed a']);
});
