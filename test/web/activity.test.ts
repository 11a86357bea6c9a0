import type { AuditDocument } from '@pacs/shared/audit-document';
import type { LinkDocument } from '@pacs/shared/link-documents';
import { expect, test } from 'vitest';
import { activityCsv, activityJson } from '../../web/src/activity/core/activity-files.ts';
import { filterFromAddress, filterToAddress, sinceMs } from '../../web/src/activity/core/activity-filter.ts';
import { actorWords, fromWords, outcomeWords } from '../../web/src/activity/core/activity-words.ts';

const event = (more: Partial<AuditDocument> = {}): AuditDocument => ({
  ownerUid: 'owner',
  studyId: 'study-1',
  action: 'link-refused',
  actor: { kind: 'link', linkId: 'a'.repeat(64) },
  from: { address: '203.0.113.0/24', browser: 'Firefox' },
  outcome: 'refused',
  count: 12,
  atMs: Date.UTC(2027, 0, 2, 3, 4, 5),
  ...more,
});
const link: LinkDocument = {
  ownerUid: 'owner',
  studyId: 'study-1',
  incarnation: 'life',
  note: '=HYPERLINK("https://evil.example","me"), "for" the ward',
  createdAtMs: 7,
  expiresAtMs: 9,
  opens: 0,
};
const { note: _note, ...withoutNote } = link;

test('a table for spreadsheets has one line an event, and what begins as a formula is text', () => {
  const table = activityCsv([{ id: 'e1', event: event() }], () => link);
  expect(table.split('\r\n')).toEqual([
    '\u{feff}id,time,who,account,link,link note,action,study,address,browser,outcome,count',
    `e1,2027-01-02T03:04:05.000Z,link,,${'a'.repeat(64)},"'=HYPERLINK(""https://evil.example"",""me""), ""for"" the ward",link-refused,study-1,203.0.113.0/24,Firefox,refused,12`,
    '',
  ]);
});

test('the same events as JSON, with what is absent as empty text and one as the least count', () => {
  const {
    from: _from,
    count: _count,
    ...opened
  } = event({
    action: 'study-opened',
    actor: { kind: 'owner', uid: 'owner' },
    outcome: 'success',
  });
  const [first] = JSON.parse(activityJson([{ id: 'e2', event: opened }], () => link)) as unknown[];
  expect(first).toEqual({
    id: 'e2',
    time: '2027-01-02T03:04:05.000Z',
    who: 'owner',
    account: 'owner',
    link: '',
    'link note': '',
    action: 'study-opened',
    study: 'study-1',
    address: '',
    browser: '',
    outcome: 'success',
    count: 1,
  });
});

test('who it was is told by the note on their link, else by when it was made', () => {
  const when = (ms: number) => `day ${String(ms)}`;
  expect(actorWords(event(), () => ({ ...link, note: 'for Dr. Roe' }), when)).toBe('Link “for Dr. Roe”');
  expect(actorWords(event(), () => withoutNote, when)).toBe('Link of day 7');
  expect(actorWords(event(), () => undefined, when)).toBe('A link that is gone');
  expect(actorWords(event({ actor: { kind: 'owner', uid: 'owner' } }), () => link, when)).toBe('You');
  expect(actorWords(event({ actor: { kind: 'system' } }), () => link, when)).toBe('The service');
  expect(fromWords(event())).toBe('203.0.113.0/24 · Firefox');
  expect(outcomeWords(event())).toBe('Refused 12 times');
  expect(outcomeWords(event({ count: 1 }))).toBe('Refused');
  expect(outcomeWords(event({ outcome: 'success', count: undefined }))).toBe('Done');
});

test('the filter is in the address, and what makes no sense there is left out', () => {
  const said = { study: 'study-1', action: 'link-opened', time: 'week' };
  const filter = filterFromAddress(new URLSearchParams(said));
  expect(filter).toEqual({ studyId: 'study-1', action: 'link-opened', period: 'week' });
  expect(filterToAddress(filter)).toEqual(said);
  const nonsense = new URLSearchParams({ study: '../x', action: 'toString', time: 'century' });
  expect(filterToAddress(filterFromAddress(nonsense))).toEqual({});
  expect([sinceMs('any', 1e12), sinceMs('day', 1e12)]).toEqual([0, 1e12 - 86_400_000]);
});
