import { expect, test } from 'vitest';
import { securityText } from '../../web/build/security-txt.ts';
import { operator } from '../support/operator.ts';

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
