import type { AuditDocument } from '@pacs/shared/audit-document';
import type { LinkDocument } from '@pacs/shared/link-documents';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { Gate } from '../gate.ts';
import type { Clock } from '../ports.ts';
import type { LinkStore, Passcodes, Told } from './link-ports.ts';

export interface PasscodePorts {
  links: LinkStore;
  passcodes: Passcodes;
  /** Before every hash. */
  passcodeGate: Gate;
  clock: Clock;
}

/** As typed on any keyboard: a phone's puts a space behind a word and composes accents its own way. */
export const plainPasscode = (typed: string) => typed.normalize('NFKC').trim();

const waitForSlotMs = 250;
const waitsForSlot = 20;

export const isLocked = ({ passcode, locked }: LinkDocument) =>
  passcode !== undefined && locked?.round === passcode.round;

interface Try {
  linkId: string;
  passcode: string;
  rules: NonNullable<LinkDocument['passcode']>;
  /** What both kinds of event of this try share. */
  event: Omit<AuditDocument, 'action' | 'outcome'>;
  /** What the owner is told where this try locks the link. */
  tell?: () => Promise<Told | undefined>;
}

/**
 * A slot is taken before the hash runs, so that no number of guesses at once is looked at beyond `maxTries`; the right
 * passcode gives its slot back. `locked`: there is none left, and the link is locked from now on.
 * Errors: too-many-requests while too many try at once.
 */
export async function tryPasscode(
  ports: PasscodePorts,
  { linkId, passcode, rules, event, tell }: Try,
): Promise<'right' | 'locked' | { triesLeft: number }> {
  const { links, clock } = ports;
  const { round, maxTries } = rules;
  const lock = async () => {
    await links.lock(linkId, round, await tell?.(), { ...event, action: 'link-locked', outcome: 'refused' });
    return 'locked' as const;
  };
  return ports.passcodeGate.run(async () => {
    const slot = await takeSlot(ports, linkId, rules);
    if (slot === undefined) return lock();
    const stored = await links.passcode(linkId);
    if (stored && (await ports.passcodes.matches(plainPasscode(passcode), stored))) {
      await links.releaseTry(linkId, round, slot);
      return 'right';
    }
    await links.failTry(linkId, round, slot, { ...event, action: 'link-passcode-wrong', outcome: 'refused' });
    const spent = countSpent(await links.tries(linkId, round), clock.now());
    return spent >= maxTries ? lock() : { triesLeft: maxTries - spent };
  });
}

const countSpent = (tries: readonly { state: string; atMs: number }[], nowMs: number) =>
  tries.filter(({ state, atMs }) => state === 'wrong' || nowMs - atMs > limits.linkTryPendingMs).length;

/** undefined once all are spent. While others are still being looked at it waits: they may be right. */
async function takeSlot(
  { links, clock }: PasscodePorts,
  linkId: string,
  { round, maxTries }: Try['rules'],
): Promise<number | undefined> {
  for (let waited = 0; waited < waitsForSlot;) {
    const tries = await links.tries(linkId, round);
    if (countSpent(tries, clock.now()) >= maxTries) return undefined;
    const taken = new Set(tries.map(({ slot }) => slot));
    for (let slot = 0; slot < maxTries; slot += 1)
      if (!taken.has(slot) && (await links.takeTry(linkId, round, slot, clock.now()))) return slot;
    waited += 1;
    await clock.wait(waitForSlotMs);
  }
  throw new AppError('too-many-requests');
}
