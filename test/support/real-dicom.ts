/** The real files beside the repository, with what independent readers say of them. Absent on most machines. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/dicom/', import.meta.url));

export const hasRealDicom = existsSync(`${folder}inventory.csv`);

export type CsvRow = Readonly<Record<string, string>>;

/** Comma-separated values with double quotes. */
export function parseCsv(text: string): CsvRow[] {
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    );
  return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
}

export const inventory = (): CsvRow[] => parseCsv(readFileSync(`${folder}inventory.csv`, 'utf8'));

export const realFile = (path: string): Uint8Array => {
  const file = readFileSync(`${folder}${path}`);
  return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
};
