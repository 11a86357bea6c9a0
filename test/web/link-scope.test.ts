import { expect, test } from 'vitest';
import { limits } from '@pacs/shared/limits';
import type { StudyDocument } from '@pacs/shared/documents';
import type { LinkDocument } from '@pacs/shared/link-documents';
import { type IdentityPreview, leftOutWords } from '../../web/src/share/core/left-out-words.ts';
import { scopeProblem, scopeWords, seriesChoices } from '../../web/src/share/core/scope.ts';

const study: Pick<StudyDocument, 'series' | 'stacks'> = {
  series: [
    { id: 'a', number: 2, modality: 'CT', description: 'Thorax' },
    { id: 'b', modality: 'MR', protocol: 't1' },
    { id: 'c', number: 9, modality: 'SR' },
  ],
  stacks: [
    { id: '1', series: 'a', role: 'primary', frames: 1000 },
    { id: '2', series: 'a', role: 'primary', frames: 200 },
    { id: '3', series: 'b', role: 'primary', frames: 1 },
  ],
};
const link: LinkDocument = {
  ownerUid: 'owner',
  studyId: 'study',
  incarnation: 'life',
  createdAtMs: 0,
  expiresAtMs: 1,
  opens: 0,
};

test('series are told by number, modality, name and all of their images', () => {
  expect(seriesChoices(study).map(({ words }) => words)).toEqual([
    'Series 2 · CT · Thorax · 1,200 images',
    'Series · MR · t1 · 1 image',
    'Series 9 · SR · no images',
  ]);
});

test('a link shows the whole study, or one series at least and no more than may be', () => {
  expect(scopeProblem(undefined)).toBeUndefined();
  expect(scopeProblem(new Set(['a']))).toBeUndefined();
  expect(scopeProblem(new Set())).toBe('Choose at least one series.');
  const tooMany = new Set(Array.from({ length: limits.linkMaxSeries + 1 }, (_, at) => String(at)));
  expect(scopeProblem(tooMany)).toBe(`Choose at most ${String(limits.linkMaxSeries)} series.`);
});

test('the list says of a restricted link how much of its study it shows', () => {
  expect(scopeWords(link, 3)).toBeUndefined();
  expect(scopeWords({ ...link, series: ['a', 'b'] }, 5)).toBe('2 of 5 series');
  expect(scopeWords({ ...link, series: ['a', 'b'] }, undefined)).toBe('2 series');
});

test('what a link without identity leaves out is said with its reasons, of the series that it is to show', () => {
  const choices = seriesChoices(study);
  const preview: IdentityPreview = [
    { id: 'a', leftOut: [] },
    { id: 'b', leftOut: ['overlay', 'together'] },
    { id: 'c', leftOut: ['document'] },
    { id: 'unnamed', leftOut: ['kind'] },
  ];
  const whole = leftOutWords(preview, choices, undefined);
  expect(whole.all).toBe(false);
  expect(whole.leftOut).toEqual([
    {
      id: 'b',
      series: 'Series · MR · t1 · 1 image',
      why: 'has drawings or words laid over its images; is stored together with other series',
    },
    {
      id: 'c',
      series: 'Series 9 · SR · no images',
      why: 'holds documents, which are text about the patient',
    },
    { id: 'unnamed', series: 'A series', why: 'is of a kind whose pictures often have names in them' },
  ]);
  expect(leftOutWords(preview, choices, new Set(['a'])).leftOut).toEqual([]);
  expect(leftOutWords(preview, choices, new Set(['c']))).toMatchObject({ all: true, leftOut: [{ id: 'c' }] });
});
