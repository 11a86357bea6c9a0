/** Dates as people read them. */

/** By locale: making one takes longer than a hundred dates in words. */
const formats = new Map<string | undefined, Intl.DateTimeFormat>();

function dayFormat(locale: string | undefined): Intl.DateTimeFormat {
  const known = formats.get(locale);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
  formats.set(locale, made);
  return made;
}

/**
 * A DICOM DA (PS3.5 6.2, YYYYMMDD; before 1993 YYYY.MM.DD) with the month in letters, so that day and month
 * can't be taken for each other. What is no date comes back as it was written.
 */
export function formatDicomDate(value: string | undefined, locale?: string): string {
  const match = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(value?.trim() ?? '');
  if (match === null) return value?.trim() ?? '';
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return value?.trim() ?? '';
  return dayFormat(locale).format(date);
}
