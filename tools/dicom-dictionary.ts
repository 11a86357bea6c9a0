/** Writes shared/src/dicom/dictionary-table.ts: tag, VR and keyword of every element of PS3.6, from dcmjs's dictionary. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import untyped from 'dcmjs/dictionary';
import { z } from 'zod';
import { root } from './stack/directories.ts';

const text = z.string().default('');
const Dictionary = z.record(z.string(), z.object({ tag: text, vr: text, name: text, version: text }));

/** Overlays repeat by group (6000–60FF): they stand once, by the first of them. */
const standard = /^\(([0-9A-F]{4})(?:-60FF)?,([0-9A-F]{4})\)$/;

const groups = new Map<string, string[]>();
for (const { tag, vr, name, version } of Object.values(Dictionary.parse(untyped))) {
  const [, group = '', element = ''] = standard.exec(tag) ?? [];
  const isPrivate = group === '' || Number.parseInt(group, 16) % 2 === 1;
  const isListed = !isPrivate && group !== '0000' && /^[A-Za-z]{2}$/.test(vr) && /^[A-Za-z]\w+$/.test(name);
  if (!isListed || version === 'PRIVATE' || version === 'ILLEGAL' || version === 'PrivateTag') continue;
  const entries = groups.get(group) ?? [];
  entries.push(`${element}${vr}${name.replace(/^RETIRED_/, '')}`);
  groups.set(group, entries);
}

const lines = [...groups]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([group, entries]) => `${group} ${entries.sort().join(' ')}`);
writeFileSync(
  join(root, 'shared', 'src', 'dicom', 'dictionary-table.ts'),
  [
    '/**',
    ' * PS3.6, a group a line: element number, VR and keyword without anything between. Written by',
    ' * tools/dicom-dictionary.ts, not by hand.',
    ' */',
    'export const dictionaryTable = `',
    ...lines,
    '`;',
    '',
  ].join('\n'),
);
console.log(`${String(lines.length)} groups`);
