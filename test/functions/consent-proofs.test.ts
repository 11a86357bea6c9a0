/** Choices about cookies as they are recorded and counted. */
import { RecordConsentRequest, consentLifeDays, type ConsentProof } from '@pacs/shared/consent';
import { limits } from '@pacs/shared/limits';
import { keptDays } from '@pacs/shared/retention';
import { beforeEach, expect, test } from 'vitest';
import { memoryConsent } from './fakes/memory-consent.ts';
import { memoryRates } from './fakes/memory-rights.ts';
import { emptyState } from './fakes/world-state.ts';
import { createWorld } from './fakes/world.ts';
import { runSweep } from './support/run-sweep.ts';

import { recordConsent, type RecordConsentPorts } from '../../functions/src/core/consent/record-consent.ts';
import { countEvents } from '../../functions/src/core/usage/count-events.ts';

const choice: RecordConsentRequest = {
  consentId: '6f2c1c0e-7d1f-4d5e-9c57-0d9f5a4a2f11',
  madeAtMs: 1_795_000_000_000,
  revision: 2,
  textVersion: '2026-11-22',
  language: 'de',
  analytics: true,
  advertising: false,
  underSignal: false,
};
const address = '203.0.113.7';

let proofs: Map<string, ConsentProof>;
let counted: Record<string, Record<string, number>>;
let asked: string[];
let nowMs: number;
let ports: RecordConsentPorts;
beforeEach(() => {
  proofs = new Map();
  counted = {};
  asked = [];
  nowMs = Date.UTC(2026, 10, 22, 23, 55);
  const rates = memoryRates(emptyState());
  ports = {
    clock: { now: () => nowMs, wait: () => Promise.resolve() },
    rates: {
      take: (what, ...rest) => {
        asked.push(what);
        return rates.take(what, ...rest);
      },
    },
    usage: {
      add: async (day, counts) => {
        const of = (counted[day] ??= {});
        for (const [key, count] of Object.entries(counts)) of[key] = (of[key] ?? 0) + count;
      },
    },
    consentProofs: memoryConsent(proofs),
  };
});

test('a choice is kept with the server’s time, and with nothing about where it came from', async () => {
  await recordConsent(ports, choice, address);
  expect([...proofs.values()]).toEqual([{ ...choice, atMs: nowMs }]);
  expect(JSON.stringify([...proofs])).not.toContain(address);
});

test('every choice of a browser is one proof, and the day counts it once', async () => {
  await recordConsent(ports, choice, address);
  await recordConsent(ports, choice, address);
  await recordConsent(ports, { ...choice, madeAtMs: choice.madeAtMs + 1, analytics: false }, address);
  expect(proofs.size).toBe(2);
  expect(counted).toEqual({
    '2026-11-22': {
      'consent_given|advertising=no|analytics=yes': 1,
      'consent_given|advertising=no|analytics=no': 1,
    },
  });
});

test('too many from one address in a minute are refused before anything is written', async () => {
  for (let n = 0; n < limits.consentsPerMinutePerAddress; n += 1)
    await recordConsent(ports, { ...choice, madeAtMs: n }, address);
  await expect(recordConsent(ports, choice, address)).rejects.toMatchObject({ code: 'too-many-requests' });
  expect(proofs.size).toBe(limits.consentsPerMinutePerAddress);
  nowMs += 60_000;
  await recordConsent(ports, choice, address);
});

test('nothing but the closed set of fields is taken', () => {
  expect(RecordConsentRequest.safeParse(choice).success).toBe(true);
  for (const odd of [
    { ...choice, address },
    { ...choice, consentId: 'Müller^Anna' },
    { ...choice, textVersion: 'any words' },
    { ...choice, language: 'xx' },
    { ...choice, analytics: 'yes' },
  ])
    expect(RecordConsentRequest.safeParse(odd).success).toBe(false);
});

test('usage counts are limited the same way, apart from consent', async () => {
  for (let n = 0; n < limits.usageBatchesPerMinutePerAddress; n += 1)
    await countEvents(ports, [{ name: 'link_created' }], address);
  await expect(countEvents(ports, [{ name: 'link_created' }], address)).rejects.toMatchObject({
    code: 'too-many-requests',
  });
  expect(counted['2026-11-22']).toEqual({ link_created: limits.usageBatchesPerMinutePerAddress });
  expect(new Set(asked)).toEqual(new Set([`usage ${address}`]));
  nowMs += 60_000;
  await countEvents(ports, [{ name: 'link_created' }], address);
});

test('the sweep removes a proof once its time is over, and not before', async () => {
  const world = createWorld();
  const atMs = world.nowMs;
  const { consentProofs } = world.ports;
  await consentProofs.add({ ...choice, atMs });
  const runAfter = async (days: number) => {
    world.nowMs = atMs + days * 86_400_000;
    await runSweep(world.ports);
    return world.consentProofs.size;
  };
  expect(await runAfter(consentLifeDays + keptDays.consentProofs)).toBe(1);
  expect(await runAfter(consentLifeDays + keptDays.consentProofs + 1)).toBe(0);
});
