import { encode } from 'uqr';

/** The dark modules of a QR code as one SVG path: a run of them in a row is one rectangle. */
export function codePath(rows: readonly (readonly boolean[])[]): string {
  const runs: string[] = [];
  for (const [y, row] of rows.entries())
    for (let x = 0; x < row.length; x += 1) {
      const from = x;
      while (row[x] === true) x += 1;
      if (x > from) runs.push(`M${String(from)} ${String(y)}h${String(x - from)}v1h${String(from - x)}z`);
    }
  return runs.join('');
}

/** An address as a QR code that survives a scratch, with the light modules around that cameras look for. */
export function qrCode(address: string): { size: number; path: string } {
  const { size, data } = encode(address, { ecc: 'M', border: 4 });
  return { size, path: codePath(data) };
}
