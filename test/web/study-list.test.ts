import { expectedInstances, incompleteWords, isComplete, missingWords } from '@pacs/shared/completeness';
import { StudyDocument } from '@pacs/shared/documents';
import { describe, expect, it } from 'vitest';
import { searchRows } from '../../web/src/studies/core/search.ts';
import {
  defaultSorting,
  pressedColumn,
  sortingFromAddress,
  sortingToAddress,
  sortRows,
} from '../../web/src/studies/core/sort.ts';
import type { StudyRow } from '../../web/src/studies/core/study-row.ts';
import { documentWords, imagesWords } from '../../web/src/studies/images-words.ts';
import { studyTitle } from '../../web/src/studies/core/study-title.ts';

const complete = { offered: 3, stored: 3, rejected: 0, leftOut: 0, missingByDirectory: 0, gaps: 0 };

function row(id: string, changes: Partial<StudyDocument> = {}): StudyRow {
  const study = StudyDocument.parse({
    ownerUid: 'u',
    state: 'ready',
    incarnation: 'i',
    rev: 1,
    identity: {},
    description: { studyInstanceUID: '1.2.3' },
    modalities: ['CT'],
    series: [],
    stacks: [],
    counts: { series: 1, instances: 3, images: 3, documents: 0, bytes: 100, storedBytes: 50 },
    completeness: complete,
    createdAtMs: 0,
    updatedAtMs: 0,
    searchText: '',
    ...changes,
  });
  return { id, study, thumbnail: undefined };
}
const named = (id: string, alphabetic: string, createdAtMs = 0) =>
  row(id, { identity: { patientName: { alphabetic } }, createdAtMs });
const ids = (rows: readonly StudyRow[]) => rows.map(({ id }) => id);

describe('sorting studies', () => {
  it('puts the newest upload first unless asked otherwise', () => {
    const rows = [
      row('old', { createdAtMs: 1 }),
      row('new', { createdAtMs: 3 }),
      row('mid', { createdAtMs: 2 }),
    ];
    expect(ids(sortRows(rows, defaultSorting))).toEqual(['new', 'mid', 'old']);
  });

  it('keeps rows without a value last in both directions', () => {
    const rows = [row('none'), named('b', 'Berg^Anna'), named('a', 'Abel^Otto')];
    expect(ids(sortRows(rows, { key: 'patient', direction: 'ascending' }))).toEqual(['a', 'b', 'none']);
    expect(ids(sortRows(rows, { key: 'patient', direction: 'descending' }))).toEqual(['b', 'a', 'none']);
  });

  it('compares the numbers in patient IDs as numbers', () => {
    const rows = ['P10', 'P9', 'P100'].map((patientID) => row(patientID, { identity: { patientID } }));
    expect(ids(sortRows(rows, { key: 'id', direction: 'ascending' }))).toEqual(['P9', 'P10', 'P100']);
  });

  it('orders studies of one day by their time', () => {
    const at = (id: string, studyTime: string) =>
      row(id, { description: { studyInstanceUID: '1', studyDate: '20260101', studyTime } });
    const rows = [at('noon', '120000'), at('evening', '190000'), at('morning', '080000')];
    expect(ids(sortRows(rows, { key: 'date', direction: 'descending' }))).toEqual([
      'evening',
      'noon',
      'morning',
    ]);
  });

  it('leaves the rows it was given as they were', () => {
    const rows = [named('b', 'B'), named('a', 'A')];
    sortRows(rows, { key: 'patient', direction: 'ascending' });
    expect(ids(rows)).toEqual(['b', 'a']);
  });

  it('turns a column round when it is pressed again', () => {
    const first = pressedColumn(defaultSorting, 'patient');
    expect(first).toEqual({ key: 'patient', direction: 'ascending' });
    expect(pressedColumn(first, 'patient').direction).toBe('descending');
    expect(pressedColumn(first, 'date')).toEqual({ key: 'date', direction: 'descending' });
  });

  it('is kept in the address and survives nonsense there', () => {
    const sorting = { key: 'size', direction: 'ascending' } as const;
    expect(sortingFromAddress(sortingToAddress(sorting))).toEqual(sorting);
    for (const nonsense of [null, '', 'size', 'size.sideways', '__proto__.ascending'])
      expect(sortingFromAddress(nonsense)).toEqual(defaultSorting);
  });
});

describe('searching studies', () => {
  const rows = [
    row('muller', { searchText: 'müller jürgen p123 ct thorax' }),
    row('yamada', { searchText: 'yamada tarou 山田 太郎 p124 mr' }),
  ];

  it('finds every word in any order, without case and accents', () => {
    expect(ids(searchRows(rows, 'Thorax MULLER'))).toEqual(['muller']);
    expect(ids(searchRows(rows, 'jurgen,'))).toEqual(['muller']);
    expect(ids(searchRows(rows, 'muller mr'))).toEqual([]);
  });

  it('finds parts of words and other scripts', () => {
    expect(ids(searchRows(rows, 'p12'))).toEqual(['muller', 'yamada']);
    expect(ids(searchRows(rows, '山田'))).toEqual(['yamada']);
  });

  it('shows everything for an empty query', () => {
    expect(searchRows(rows, '  ')).toBe(rows);
  });
});

describe('completeness in words', () => {
  it('counts what was offered and what a directory named', () => {
    const completeness = { ...complete, offered: 120, stored: 118, rejected: 2, missingByDirectory: 3 };
    expect(expectedInstances(completeness)).toBe(123);
    expect(isComplete(completeness)).toBe(false);
    expect(missingWords(completeness)).toBe(
      '2 could not be used, 3 named by the disc’s directory but not on it',
    );
  });

  it('does not call a study incomplete for what was left out by choice', () => {
    const completeness = { ...complete, leftOut: 1 };
    expect(isComplete(completeness)).toBe(true);
    expect(incompleteWords(completeness)).toBeUndefined();
    expect(missingWords(completeness)).toBe('1 left out by choice');
  });

  it('counts holes in the stacks, but not twice where the images that fill them were offered', () => {
    const holes = { ...complete, offered: 118, stored: 118, gaps: 2 };
    expect(incompleteWords(holes)).toBe('118 of 120 images');
    expect(missingWords(holes)).toBe('2 gaps in the slices');
    expect(incompleteWords({ ...holes, offered: 120 })).toBe('118 of 120 images');
    expect(incompleteWords({ ...holes, offered: 121 })).toBe('118 of 121 images');
  });

  it('has a title even for a study without a name', () => {
    expect(studyTitle(named('a', 'Doe^Jane'))).toBe('Doe, Jane · CT');
    expect(studyTitle(row('b', { modalities: [] }))).toBe('No name');
  });
});

describe('counting images', () => {
  const stack = (id: string, frames: number) => ({ id, series: 's', role: 'primary', frames }) as const;
  const counts = { series: 1, instances: 1, images: 1, documents: 0, bytes: 1, storedBytes: 1 };

  it('names the frames where an image holds several', () => {
    expect(imagesWords({ counts, stacks: [stack('a', 20)] })).toBe('1 image, 20 frames');
    expect(imagesWords({ counts: { ...counts, images: 2 }, stacks: [stack('a', 20), stack('b', 1)] })).toBe(
      '2 images, 21 frames',
    );
  });

  it('names what is no image by its kind', () => {
    const documentKinds = [
      { name: 'Document (PDF)', count: 1 },
      { name: 'Structured report', count: 2 },
    ];
    expect(documentWords({ documentKinds })).toBe('Document (PDF), 2 × Structured report');
    expect(documentWords({ documentKinds: [] })).toBe('');
  });

  it('says only how many images there are where each is one frame, or no stack is known', () => {
    expect(imagesWords({ counts, stacks: [stack('a', 1)] })).toBe('1 image');
    expect(imagesWords({ counts: { ...counts, images: 3 }, stacks: [stack('a', 1), stack('b', 1)] })).toBe(
      '3 images',
    );
    expect(imagesWords({ counts, stacks: [] })).toBe('1 image');
  });
});
