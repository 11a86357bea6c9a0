/** Numbers and dates as people read them. Pure; `locale` defaults to the browser's. */
export { formatDicomDate } from '@pacs/shared/dicom/date-words';

const byteUnits = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, three significant digits at most: 0 B, 950 KB, 1.4 GB. */
export function formatBytes(bytes: number, locale?: string): string {
  const step = Math.min(
    byteUnits.length - 1,
    bytes < 1000 ? 0 : Math.floor(Math.log10(Math.max(1, bytes)) / 3),
  );
  const amount = bytes / 1000 ** step;
  const digits = amount < 10 && step > 0 ? 1 : 0;
  const number = amount.toLocaleString(locale, { maximumFractionDigits: digits });
  return `${number} ${byteUnits[step] ?? 'B'}`;
}

export const formatDate = (ms: number, locale?: string): string =>
  new Date(ms).toLocaleDateString(locale, { year: 'numeric', month: 'short', day: 'numeric' });

export function formatDateTime(ms: number, locale?: string): string {
  return new Date(ms).toLocaleString(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

export const formatTime = (ms: number, locale?: string): string =>
  new Date(ms).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How far `ms` lies from `nowMs`, to the nearest of the largest unit that fits: "in 3 days", "2 hours ago". */
export function formatDistance(ms: number, nowMs: number, locale?: string): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const distance = ms - nowMs;
  const size = Math.abs(distance);
  if (Math.round(size / hourMs) >= 24) return relative.format(Math.round(distance / dayMs), 'day');
  if (Math.round(size / minuteMs) >= 60) return relative.format(Math.round(distance / hourMs), 'hour');
  return relative.format(Math.round(distance / minuteMs), 'minute');
}

/** "1 image", "118 images". English plural of a regular noun. */
export const countOf = (count: number, noun: string, locale?: string): string =>
  `${count.toLocaleString(locale)} ${noun}${count === 1 ? '' : 's'}`;
