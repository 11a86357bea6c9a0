/** What is known of dependencies is mended in time, and they do not grow old (OWASP ASVS 15.1.1, 15.2.1). */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  AuditReport,
  SeenAdvisories,
  overdueAdvisories,
  overdueUpdates,
  remediationDays,
  updateDays,
} from '../../tools/dependencies/time-frames.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const now = Date.parse('2026-11-22');
const url = 'https://github.com/advisories/GHSA-xxxx';
/** As npm 10 writes it: two packages, one of which has it from the other. */
const report = (severity: string) =>
  AuditReport.parse({
    auditReportVersion: 2,
    vulnerabilities: {
      inner: {
        name: 'inner',
        severity,
        isDirect: false,
        via: [
          { source: 1, name: 'inner', dependency: 'inner', title: 'Bad thing', url, severity, range: '<2' },
        ],
        effects: ['outer'],
        fixAvailable: true,
      },
      outer: { name: 'outer', severity, isDirect: true, via: ['inner'], effects: [], fixAvailable: true },
    },
    metadata: {},
  });
const seen = (firstSeen: string) => SeenAdvisories.parse([{ url, firstSeen, note: 'not reached by us' }]);

test('an advisory that nobody has written down is told at once, and once', () => {
  expect(overdueAdvisories(report('low'), [], now)).toEqual([
    `New: inner: Bad thing (low, ${url}). Mend it, or write it into tools/dependencies/seen.json.`,
  ]);
});

test.each(Object.entries(remediationDays))('one that is %s waits %i days and no longer', (severity, days) => {
  const dayBefore = (count: number) => new Date(now - count * 24 * 3_600_000).toISOString().slice(0, 10);
  expect(overdueAdvisories(report(severity), seen(dayBefore(days)), now)).toEqual([]);
  expect(overdueAdvisories(report(severity), seen(dayBefore(days + 1)), now)).toEqual([
    expect.stringContaining('Overdue: inner') as string,
  ]);
});

test('what was mended leaves the list', () => {
  const nothing = AuditReport.parse({ vulnerabilities: {} });
  expect(overdueAdvisories(nothing, seen('2026-11-20'), now)).toEqual([
    `Mended: ${url} can leave tools/dependencies/seen.json.`,
  ]);
  expect(overdueAdvisories(nothing, [], now)).toEqual([]);
});

test('a package is behind once a newer release is older than the time for updates', () => {
  const releasedAt = {
    created: '2020-01-01T00:00:00Z',
    modified: '2026-11-01T00:00:00Z',
    '1.2.3': '2026-01-01T00:00:00Z',
    '1.3.0-beta.1': '2026-01-02T00:00:00Z',
    '0.9.9': '2026-03-01T00:00:00Z',
    '1.10.0': '2026-04-01T00:00:00Z',
    '2.0.0': '2026-11-01T00:00:00Z',
  };
  const behind = (version: string) => overdueUpdates([{ name: 'x', version, releasedAt }], now);
  expect(behind('1.2.3')).toEqual([
    `Behind: x 1.2.3, though 1.10.0 was released 2026-04-01, more than ${String(updateDays)} days ago.`,
  ]);
  expect(behind('1.10.0')).toEqual([]);
  expect(behind('2.0.0')).toEqual([]);
});

test('what is written down now is readable, and the times stand in the document that promises them', () => {
  expect(SeenAdvisories.safeParse(JSON.parse(read('tools/dependencies/seen.json'))).success).toBe(true);
  const promised = read('docs/security.md');
  for (const [severity, days] of Object.entries(remediationDays).slice(0, 4))
    expect(promised).toMatch(new RegExp(`\\| ${severity} +\\| ${String(days)} days`));
  expect(promised).toContain(`${String(updateDays)} days`);
});
