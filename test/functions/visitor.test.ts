import { expect, test } from 'vitest';
import { browserFamily, cutAddress, lastHop, rateAddress } from '../../functions/src/core/access/visitor.ts';

test('addresses are cut and browsers named by family only', () => {
  expect(cutAddress('203.0.113.77')).toBe('203.0.113.0/24');
  expect(cutAddress('::ffff:203.0.113.77')).toBe('203.0.113.0/24');
  expect(cutAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1::/48');
  expect(cutAddress('2001:db8::1')).toBe('2001:db8:0::/48');
  expect(cutAddress('')).toBe('unknown');
  expect(browserFamily('Mozilla/5.0 … Chrome/130.0 Safari/537.36 Edg/130.0')).toBe('Edge');
  expect(browserFamily('Mozilla/5.0 … HeadlessChrome/130.0 Safari/537.36')).toBe('Chrome');
  expect(browserFamily('curl/8')).toBe('other');
});

test('failures are counted by IPv4 address or IPv6 /64', () => {
  expect(rateAddress('203.0.113.77')).toBe('203.0.113.77');
  expect(rateAddress('::ffff:203.0.113.77')).toBe('203.0.113.77');
  expect(rateAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(rateAddress('2001:0DB8:1:0002::9')).toBe('2001:db8:1:2::/64');
  expect(rateAddress('2001:db8::1')).toBe('2001:db8:0:0::/64');
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['1.1.1.1, 203.0.113.7', '203.0.113.7'],
  ['198.51.100.1,10.0.0.1 ,  203.0.113.7', '203.0.113.7'],
  ['"><script>, , 999.1.1.1, 203.0.113.7', '203.0.113.7'],
  ['2001:db8::1, 2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6'],
  ['203.0.113.9, ::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ['1.1.1.1:80, 203.0.113.7:4711', '203.0.113.7'],
  ['[2001:db8::1]:443, [2001:db8::2]:4711', '2001:db8::2'],
  ['203.0.113.7, unknown', undefined],
  ['203.0.113.7, 999.1.1.1', undefined],
  ['203.0.113.7, [203.0.113.7', undefined],
  ['203.0.113.7,', undefined],
  ['', undefined],
  [undefined, undefined],
])('of forwarded addresses %j the last counts, whatever is written before it', (header, address) => {
  expect(lastHop(header)).toBe(address);
});
