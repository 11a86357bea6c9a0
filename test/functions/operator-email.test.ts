import { afterEach, expect, test, vi } from 'vitest';
import { operatorEmail } from '../../functions/src/operator-email.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ['privacy@example.org', 'privacy@example.org'],
  ['', ''],
  ['privacy@example.org, second@example.org', ''],
  ['Privacy <privacy@example.org>', ''],
])('requests are told to one mailbox, and to nobody where what was set is none: %s', (set, told) => {
  vi.stubEnv('PACS_OPERATOR_EMAIL', set);
  expect(operatorEmail()).toBe(told);
});
