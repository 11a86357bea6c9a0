/** What an operator is told: counts and ids, in pages, and each reading on record. */
import { limits } from '@pacs/shared/limits';
import { readIngestHealth, readStorage as storageContract } from '@pacs/shared/operator';
import { expect, test } from 'vitest';
import { readConsents } from '../../functions/src/core/operator/read-consents.ts';
import { readHealth } from '../../functions/src/core/operator/read-health.ts';
import { readStorage } from '../../functions/src/core/operator/read-storage.ts';
import type { OperatorReads } from '../../functions/src/core/operator/operator-ports.ts';
import { createWorld } from './fakes/world.ts';

const people = Array.from({ length: 60 }, (_, at) => `user-${String(at).padStart(3, '0')}`);

function asking(): OperatorReads & { asked: string[]; closedBeforeMs: number; sinceMs: number } {
  const seen = { asked: [] as string[], closedBeforeMs: 0, sinceMs: 0 };
  const upload = { uploadId: 'u1', createdAtMs: 1, awaited: 2, failed: 0 };
  return Object.assign(seen, {
    openUploads: async () => 5,
    stuckUploads: async (closedBeforeMs: number) => {
      seen.closedBeforeMs = closedBeforeMs;
      return { count: 1, uploads: [upload] };
    },
    failedUploads: async () => ({ count: 1, uploads: [{ ...upload, failed: 1 }] }),
    studiesBeingDeleted: async () => 0,
    studiesToTranscode: async () => 3,
    storageTotal: async () => ({ users: people.length, studies: 120, bytes: 1e9 }),
    users: async (after: string | undefined, max: number) =>
      people.filter((uid) => after === undefined || uid > after).slice(0, max),
    consents: async (sinceMs: number) => {
      seen.sinceMs = sinceMs;
      return { choices: 9, analytics: 4, advertising: 1, underSignal: 2 };
    },
    storageOf: async (uid: string) => {
      seen.asked.push(uid);
      return { studies: 2, bytes: 10 };
    },
  });
}

test('health is counts and ids; stuck is what the sweep has had two turns at', async () => {
  const { ports, audits, nowMs } = createWorld();
  const reads = asking();
  const health = await readHealth({ ...ports, reads }, 'op');
  expect(readIngestHealth.response.parse(health)).toEqual(health);
  expect(health).toMatchObject({ open: 5, stuck: { count: 1 }, failed: { uploads: [{ failed: 1 }] } });
  expect(reads.closedBeforeMs).toBe(nowMs - 3_600_000);
  expect(audits).toMatchObject([{ action: 'ingest-health-read', actor: { kind: 'operator', uid: 'op' } }]);
});

test('storage comes a page of accounts at a time, to the last one, and the total with the first page', async () => {
  const { ports, audits } = createWorld();
  const reads = asking();
  const seen: string[] = [];
  let after: string | undefined;
  let pages = 0;
  do {
    const page = storageContract.response.parse(
      await readStorage({ ...ports, reads }, 'op', after === undefined ? {} : { after }),
    );
    expect(page.users.length).toBeLessThanOrEqual(limits.operatorUsersPerPage);
    expect(page.total === undefined).toBe(pages > 0);
    seen.push(...page.users.map(({ uid }) => uid));
    after = page.next;
    pages += 1;
  } while (after !== undefined);
  expect(seen).toEqual(people);
  expect(reads.asked).toEqual(people);
  expect(audits.map(({ action }) => action)).toEqual(Array(pages).fill('storage-read'));
});

test('choices about cookies are counts of so many days', async () => {
  const { ports, audits, nowMs } = createWorld();
  const reads = asking();
  expect(await readConsents({ ...ports, reads }, 'op', { days: 30 })).toMatchObject({
    choices: 9,
    analytics: 4,
  });
  expect(reads.sinceMs).toBe(nowMs - 30 * 86_400_000);
  expect(audits).toMatchObject([{ action: 'consents-read', actor: { kind: 'operator', uid: 'op' } }]);
});
