import { isIP } from 'node:net';

/** Who asks, as far as the audit may remember. */
export interface Visitor {
  /** Cut to /24 (IPv4) or /48 (IPv6). */
  address: string;
  browser: string;
}

/**
 * The address that Google's front end saw: it appends it to X-Forwarded-For. What stands before it anybody can write.
 * undefined where the last hop is no address: then no front end of Google's wrote it.
 */
export function lastHop(forwardedFor: string | undefined): string | undefined {
  const hop = forwardedFor?.split(',').at(-1)?.trim() ?? '';
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(hop) ?? [];
  const address = bracketed ?? plain ?? hop;
  return isIP(address) === 0 ? undefined : address;
}

export function cutAddress(address: string): string {
  const ipv4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address);
  if (ipv4?.[1] !== undefined) return `${ipv4[1]}.0/24`;
  if (!address.includes(':')) return 'unknown';
  const [head = ''] = address.split('::');
  const groups = [...head.split(':').filter((group) => group !== ''), '0', '0', '0'].slice(0, 3);
  return `${groups.join(':')}::/48`;
}

/** What failures are counted by: an IPv6 subscriber has a whole /64 to choose addresses from. */
export function rateAddress(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
  return `${groups.join(':')}::/64`;
}

/** In this order: a later one's user agent names the earlier ones too. */
const browsers: [family: string, mark: RegExp][] = [
  ['Edge', /\bEdg/],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /SamsungBrowser/],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /(Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
];

export function browserFamily(userAgent: string): string {
  return browsers.find(([, mark]) => mark.test(userAgent))?.[0] ?? 'other';
}
