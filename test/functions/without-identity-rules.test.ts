/** The allow-list of links without identity, held against the schemas: what is added to them has to be decided on. */
import { expect, test } from 'vitest';
import type { ZodType } from 'zod';
import { StudyIndex } from '@pacs/shared/manifest';
import { Opened } from '@pacs/shared/opened';
import { indexRules } from '../../functions/src/core/access/without-identity/index-rules.ts';
import { type Rule, freshIds, pass } from '../../functions/src/core/access/without-identity/rules.ts';

/** What this test reads of zod's own description of a schema. */
interface Def {
  type: string;
  innerType?: ZodType;
  element?: ZodType;
  shape?: Record<string, ZodType>;
  items?: ZodType[];
  rest?: ZodType | null;
  options?: ZodType[];
}
const defOf = (schema: ZodType): Def => schema.def;

function bare(schema: ZodType): ZodType {
  const { type, innerType } = defOf(schema);
  return innerType && ['optional', 'default', 'nullable'].includes(type) ? bare(innerType) : schema;
}

/** Whether a value of it can hold text. */
function mayBeText(schema: ZodType): boolean {
  const { type, element, shape, items = [], options = [] } = defOf(bare(schema));
  if (['number', 'boolean', 'int'].includes(type)) return false;
  if (type === 'literal') return bare(schema).safeParse('').success;
  if (!['array', 'tuple', 'object', 'union'].includes(type)) return true;
  return [...(element ? [element] : []), ...Object.values(shape ?? {}), ...items, ...options].some(mayBeText);
}

interface Field {
  path: string;
  rule: Rule | undefined;
  schema: ZodType;
}

function fieldsOf(schema: ZodType, rule: Rule | undefined, path = ''): Field[] {
  const plain = bare(schema);
  const { type, element, shape } = defOf(plain);
  if (type === 'array' && element && rule?.kind === 'list') return fieldsOf(element, rule.of, `${path}[]`);
  if (type === 'object' && shape && rule?.kind === 'object') {
    const names = [...new Set([...Object.keys(shape), ...Object.keys(rule.fields)])];
    return names.flatMap((name) => {
      const at = `${path}.${name}`;
      const inner = shape[name];
      return inner
        ? fieldsOf(inner, rule.fields[name], at)
        : [{ path: `${at} (no such field)`, rule: undefined, schema }];
    });
  }
  return [{ path, rule, schema: plain }];
}

const fields = fieldsOf(StudyIndex, indexRules);
const pathsOf = (kind: Rule['kind']) =>
  fields.flatMap(({ path, rule }) => (rule?.kind === kind ? [path] : []));

test('every field of the manifest has a rule, and no rule stands for a field that there is not', () => {
  expect(fields.length).toBeGreaterThan(90);
  expect(fields.filter(({ rule }) => rule === undefined).map(({ path }) => path)).toEqual([]);
});

test('what is kept as it is cannot hold text', () => {
  expect(
    fields.filter(({ rule, schema }) => rule?.kind === 'kept' && mayBeText(schema)).map(({ path }) => path),
  ).toEqual([]);
});

test('texts pass as fresh ids or as words that are known, and these are all of them', () => {
  expect(pathsOf('fresh')).toEqual([
    '.packs[].name',
    '.packs[].series',
    '.instances[].id',
    '.instances[].series',
    '.stacks[].id',
    '.stacks[].series',
  ]);
  expect(pathsOf('removed')).toEqual([
    '.displays[].modalityLut.explanation',
    '.displays[].windows[].explanation',
    '.displays[].voiLuts[].explanation',
    '.displays[].palette',
    '.displays[].ultrasoundRegions',
    '.displays[].suvbwFactor',
    '.instances[].frames[].thumbnail',
  ]);
  expect(pathsOf('emptied')).toEqual(['.displays[].overlays', '.documents']);
  const ids = freshIds('A'.repeat(43));
  const worded = fields.filter(({ rule }) => rule?.kind === 'among');
  for (const mark of ['DOE^JANE', '19700131', '1.2.840.99999.1', 'Example Hospital', 'jane', 'b 800, DOE'])
    for (const { path, rule } of worded)
      if (rule)
        expect([path, pass(rule, mark, ids), pass(rule, [mark, 'L'], ids)]).toEqual([
          path,
          undefined,
          undefined,
        ]);
});

test('numbers and flags alone are kept, whatever lies where they should be', () => {
  const ids = freshIds('A'.repeat(43));
  for (const [value, passed] of [
    [5, 5],
    [false, false],
    [
      [1, [2, 3]],
      [1, [2, 3]],
    ],
    ['DOE^JANE', undefined],
    [[1, 'DOE^JANE'], undefined],
    [{ name: 'DOE^JANE' }, undefined],
    [null, undefined],
  ])
    expect(pass({ kind: 'kept' }, value, ids)).toEqual(passed);
  const rule: Rule = { kind: 'object', fields: { rows: { kind: 'kept' } } };
  expect(pass(rule, { rows: 5, patientName: 'DOE^JANE', columns: 6 }, ids)).toEqual({ rows: 5 });
});

test('labels as stacks are given them pass', () => {
  const label = fields.find(({ path }) => path === '.stacks[].label')?.rule;
  if (!label) throw new Error('no rule');
  for (const words of [
    'axial',
    'TE 2.5',
    'axial, b 800',
    'phase 3, derived',
    'image 12',
    '512 × 512',
    'pass 2',
  ])
    expect(pass(label, words, freshIds('A'.repeat(43)))).toBe(words);
});

test('ids are the same for one key and others for another', () => {
  const [one, again, other] = ['A', 'A', 'B'].map((key) => freshIds(key.repeat(43))('series', 'x'));
  expect(one).toBe(again);
  expect(one).not.toBe(other);
  expect(one).not.toBe(freshIds('A'.repeat(43))('stack', 'x'));
  expect(one).toMatch(/^[A-Za-z0-9_-]{16}$/);
});

/** Built anew field by field in link-view.ts and open-link.ts: what is new here is not told until somebody writes it there. */
test('the answer to opening has the fields that without-identity.test.ts looks at, and no other', () => {
  expect(Object.keys(Opened.shape).sort()).toEqual(
    [
      ['studyId', 'rev', 'incarnation', 'identity', 'identityConflict', 'otherIdentities', 'identityRemoved'],
      ['description', 'series', 'completeness', 'urls', 'serverNowMs', 'indexBytes', 'first', 'link'],
    ]
      .flat()
      .sort(),
  );
});
