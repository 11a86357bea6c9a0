/** DA, TM and DT (PS3.5 6.2) as people read them; what is not one stays as it is. */
const part = (text: string, from: number, to: number): string => text.slice(from, to);

export function readableDate(da: string): string {
  return /^\d{8}$/.test(da) ? [part(da, 0, 4), part(da, 4, 6), part(da, 6, 8)].join('-') : da;
}

export function readableTime(tm: string): string {
  const found = /^(\d{2})(\d{2})?(\d{2})?(?:\.\d+)?$/.exec(tm);
  return found === null ? tm : [found[1], found[2] ?? '00', found[3]].filter(Boolean).join(':');
}

export function readableDateTime(dt: string): string {
  const found = /^(\d{4,14})(?:\.\d+)?([+-]\d{4})?$/.exec(dt);
  const digits = found?.[1] ?? '';
  if (digits.length === 8) return readableDate(digits);
  if (digits.length < 10) return dt;
  const zone = found?.[2] === undefined ? '' : ` ${found[2]}`;
  return `${readableDate(digits.slice(0, 8))} ${readableTime(digits.slice(8))}${zone}`;
}
