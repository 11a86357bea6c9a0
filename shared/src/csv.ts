/** Tables for spreadsheets: RFC 4180 with a byte order mark, decimal points, harmless cells. */
export type Cell = string | number | undefined;

export const csvTable = (lines: readonly (readonly Cell[])[]): string =>
  `\u{feff}${lines.map((line) => line.map(cellText).join(',')).join('\r\n')}\r\n`;

/** Spreadsheets run what begins so (OWASP, CSV injection); fullwidth forms are read as the same characters. */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(Number(cell.toPrecision(8))) : '';
  const safe = formulaStart.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
