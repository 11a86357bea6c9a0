import { describe, expect, it } from 'vitest';
import { countOf, formatBytes, formatDicomDate, formatDistance } from '../../web/src/ui/format.ts';

describe('formatting', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 KB'],
    [1_450_000, '1.5 MB'],
    [25_000_000, '25 MB'],
    [3_200_000_000, '3.2 GB'],
    [5e15, '5,000 TB'],
  ])('writes %d bytes as %s', (bytes, words) => {
    expect(formatBytes(bytes, 'en-GB')).toBe(words);
  });

  it('writes DICOM dates with the month in letters', () => {
    expect(formatDicomDate('20260208', 'en-GB')).toBe('8 Feb 2026');
    expect(formatDicomDate('1992.03.04', 'en-GB')).toBe('4 Mar 1992');
    expect(formatDicomDate('00500101', 'en-GB')).toMatch(/^1 Jan 0*50$/);
  });

  it('shows what is no date as it was written', () => {
    for (const text of ['20010230', '2001', 'unknown', '20261301']) expect(formatDicomDate(text)).toBe(text);
    expect(formatDicomDate(undefined)).toBe('');
    expect(formatDicomDate(' 20260208 ', 'en-GB')).toBe('8 Feb 2026');
  });

  it('says how far away a time is', () => {
    const now = 1_000_000_000_000;
    expect(formatDistance(now + 3.9 * 86_400_000, now, 'en')).toBe('in 4 days');
    expect(formatDistance(now + 7 * 86_400_000 - 5_000, now, 'en')).toBe('in 7 days');
    expect(formatDistance(now + 3_600_000 - 5_000, now, 'en')).toBe('in 1 hour');
    expect(formatDistance(now + 86_400_000 - 5_000, now, 'en')).toBe('in 1 day');
    expect(formatDistance(now - 2 * 3_600_000, now, 'en')).toBe('2 hours ago');
    expect(formatDistance(now + 90_000, now, 'en')).toBe('in 2 minutes');
  });

  it('counts in singular and plural', () => {
    expect(countOf(1, 'image')).toBe('1 image');
    expect(countOf(1200, 'image', 'en')).toBe('1,200 images');
  });
});
