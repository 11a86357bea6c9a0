import { afterEach, expect, test, vi } from 'vitest';
import { operatorEmail } from '../../functions/src/operator-email.ts';

/** Before the logger takes the console as it finds it. */
const written = vi.hoisted(() => vi.spyOn(console, 'error').mockReturnValue());

afterEach(() => {
  vi.unstubAllEnvs();
  written.mockClear();
});

test.each([
  ['privacy@example.org', 'privacy@example.org'],
  ['', ''],
  ['privacy@example.org, second@example.org', ''],
  ['Privacy <privacy@example.org>', ''],
])(
  'requests are told to one mailbox; to nobody where what was set is none, which the log says without it: %s',
  (set, told) => {
    vi.stubEnv('PACS_OPERATOR_EMAIL', set);
    expect(operatorEmail()).toBe(told);
    const log = written.mock.calls.flat().join();
    expect(log.includes('OperatorAddressIsNoMailbox')).toBe(set !== told);
    expect(log).not.toContain('example.org');
  },
);
