import { setLinkAlerts } from '@pacs/shared/callables';
import { possibleAlerts } from '@pacs/shared/link-documents';
import { linkAlerts, type LinkAlert } from '@pacs/shared/messages';
import { describe, expect, it } from 'vitest';
import {
  alertChoices,
  alertWords,
  alertsRequest,
  tellsWords,
  unreadAlerts,
} from '../../web/src/share/core/alerts.ts';
import { codePath, qrCode } from '../../web/src/share/core/qr-code.ts';
import { emptyDraft, mailErrorWords, mailProblems, mailState } from '../../web/src/share/core/mail.ts';

const all: ReadonlySet<LinkAlert> = new Set(linkAlerts);
const alert = (what: LinkAlert, atMs: number, readAtMs?: number) => ({
  id: `${what}-${String(atMs)}`,
  data: { ownerUid: 'o', studyId: 's', linkId: 'l', what, atMs, ...(readAtMs !== undefined && { readAtMs }) },
});

describe('what a link tells its owner', () => {
  it('is chosen among what can happen to it: without a passcode nothing locks', () => {
    const passcode = { maxTries: 3, round: 0 };
    expect(possibleAlerts({ passcode, opens: 0 })).toEqual(['opened', 'locked', 'unopened']);
    expect(possibleAlerts({ opens: 0 })).toEqual(['opened', 'unopened']);
    expect(alertsRequest(all, ['opened', 'unopened'])).toEqual({ alerts: ['opened', 'unopened'] });
    expect(alertsRequest(new Set(), linkAlerts)).toEqual({});
    const { alerts = [] } = alertsRequest(all, linkAlerts);
    expect(setLinkAlerts.request.safeParse({ linkId: 'a', alerts }).success).toBe(true);
  });

  it('stands beside it in a few words', () => {
    expect(tellsWords({ opens: 0 })).toBeUndefined();
    expect(tellsWords({ alerts: ['unopened', 'opened'], opens: 0 })).toBe('first opening, expiry unopened');
  });

  it('is no promise of what is past: once opened, it is not opened first again', () => {
    const passcode = { maxTries: 3, round: 0 };
    expect(possibleAlerts({ passcode, opens: 1 })).toEqual(['locked']);
    expect(alertChoices(possibleAlerts({ opens: 1 }))).toEqual([]);
    expect(tellsWords({ alerts: [...linkAlerts], passcode, opens: 2 })).toBe('lock');
    expect(tellsWords({ alerts: ['opened'], opens: 1 })).toBeUndefined();
  });

  it('is told by the link’s note, else by when it was made, the newest first and only what is not read', () => {
    const link = { ownerUid: 'o', studyId: 's', incarnation: 'i', createdAtMs: 5, expiresAtMs: 9, opens: 1 };
    const when = (ms: number) => `time ${String(ms)}`;
    const { data } = alert('opened', 1);
    expect(alertWords(data, { ...link, note: 'for Dr Weber' }, when)).toBe(
      'The link “for Dr Weber” was opened for the first time',
    );
    expect(alertWords(data, link, when)).toBe('The link of time 5 was opened for the first time');
    expect(alertWords(data, undefined, when)).toContain('A link that is gone');
    const rows = [alert('opened', 1), alert('locked', 3), alert('unopened', 2, 4)];
    expect(unreadAlerts(rows).map(({ id }) => id)).toEqual(['locked-3', 'opened-1']);
  });
});

describe('a link sent by mail', () => {
  it('needs one address, and words without addresses', () => {
    expect(mailProblems({ ...emptyDraft, to: ' name@ward.test ' })).toEqual({});
    expect(
      Object.keys(mailProblems({ ...emptyDraft, to: 'a@b.test, c@d.test', words: 'www.evil.test' })),
    ).toEqual(['to', 'words']);
  });

  it('is waiting until the mail service has said what became of it', () => {
    const of = (delivery?: object) => mailState({ to: 'a@b.test', ...(delivery && { delivery }) });
    expect([of(), of({ state: 'PROCESSING' }), of({ state: 'odd' })]).toEqual([
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect([of({ state: 'SUCCESS' }), of({ state: 'ERROR' })]).toEqual(['delivered', 'failed']);
  });

  it('is refused in words where too many were sent', () => {
    expect(mailErrorWords('too-many-requests')).toContain('5 messages');
    expect(mailErrorWords('internal')).toBeUndefined();
  });
});

describe('a QR code', () => {
  it('draws each dark module once, row by row', () => {
    expect(
      codePath([
        [true, true, false],
        [false, false, true],
      ]),
    ).toBe('M0 0h2v1h-2zM2 1h1v1h-1z');
  });

  it('has four light modules all around, or cameras do not find it', () => {
    const { size, path } = qrCode(`https://pacs.test/v#${'x'.repeat(27)}`);
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].map((run) => run.slice(1).map(Number));
    expect(runs.length).toBeGreaterThan(size);
    expect(size).toBeLessThan(50);
    for (const [x = 0, y = 0, length = 0] of runs) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(4);
      expect(Math.max(x + length, y + 1)).toBeLessThanOrEqual(size - 4);
    }
  });
});
