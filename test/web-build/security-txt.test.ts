import { expect, test } from 'vitest';
import { securityText } from '../../web/build/security-txt.ts';

const operator = {
  name: 'Praxis Dr. Berg',
  address: 'Hauptstraße 1, 10115 Berlin',
  privacyEmail: 'privacy@berg.example',
  supportEmail: 'hello@berg.example',
  securityEmail: 'security@berg.example',
  supervisoryAuthority: { name: 'BlnBDI', url: 'https://www.datenschutz-berlin.de' },
  dataLocation: 'Belgium',
  effectiveDate: '2026-03-01',
  retentionDays: { serverLogs: 14, backups: 0, deletedImages: 7 },
};

test('security.txt names the operator’s own contact and ends within a year', () => {
  const text = securityText(JSON.stringify(operator), Date.UTC(2026, 0, 1));
  expect(text).toBe(
    'Contact: mailto:security@berg.example\nExpires: 2026-12-27T00:00:00Z\nPreferred-Languages: en\n',
  );
});

test('a build that nobody has configured has none, and a wrong configuration fails', () => {
  expect(securityText(undefined, 0)).toBeUndefined();
  expect(securityText('', 0)).toBeUndefined();
  expect(() => securityText('{"securityEmail":"x"}', 0)).toThrow();
});
