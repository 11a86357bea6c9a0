import { expect, test } from 'vitest';
import { writeWords } from '../../../web/src/viewer/takeaway/picture-words.ts';

type Words = Parameters<typeof writeWords>[1];

const words: Words = {
  isForeign: false,
  patient: ['Example, Jane', '', 'ID EX-1'],
  study: ['2 Mar 2026', 'Hand'],
  side: 'Left PA',
  image: ['Image 2 / 2'],
  view: ['W 400  L 40'],
  letters: { top: 'H', right: 'L', bottom: 'F', left: 'R' },
  badges: [
    { text: 'Lossy 12:1', tone: 'caution' },
    { text: 'Not for primary diagnosis', tone: 'plain' },
  ],
};

/** What is written on a picture of that size: text, place, alignment, the most it may take. */
function written(over: Partial<Words> = {}, width = 800, height = 400) {
  const filled: { text: string; x: number; y: number; align: string; maxWidth: number }[] = [];
  const outlined: string[] = [];
  const context = {
    textAlign: '',
    resetTransform: () => undefined,
    strokeText: (text: string) => outlined.push(text),
    fillText(text: string, x: number, y: number, maxWidth: number) {
      filled.push({ text, x, y, align: context.textAlign, maxWidth });
    },
  };
  const canvas = { width, height, getContext: () => context } as unknown as HTMLCanvasElement;
  writeWords(canvas, { ...words, ...over });
  return { filled, outlined, of: (text: string) => filled.find((one) => one.text === text) };
}

test('a saved picture carries patient, study, side, image, window and every badge, each outlined', () => {
  const { filled, outlined } = written();
  const texts = filled.map(({ text }) => text);
  expect(texts).toEqual(outlined);
  expect(texts).not.toContain('');
  for (const text of ['Example, Jane', 'ID EX-1', 'Hand', 'Left PA', 'Image 2 / 2', 'W 400  L 40'])
    expect(texts).toContain(text);
  for (const badge of ['Lossy 12:1', 'Not for primary diagnosis']) expect(texts).toContain(badge);
});

test('orientation letters stand in the middle of their edges', () => {
  const { of } = written();
  expect(of('R')).toMatchObject({ y: 200, align: 'left' });
  expect(of('L')).toMatchObject({ y: 200, align: 'right' });
  expect(of('H')).toMatchObject({ x: 400, align: 'center' });
  expect(of('F')).toMatchObject({ x: 400, align: 'center' });
  const [left, right, top, bottom] = ['R', 'L', 'H', 'F'].map((letter) => of(letter));
  expect((left?.x ?? 800) < 100 && (right?.x ?? 0) > 700).toBe(true);
  expect((top?.y ?? 400) < 50 && (bottom?.y ?? 0) > 350).toBe(true);
  const without = written({ letters: undefined });
  expect(without.filled).toHaveLength(written().filled.length - 4);
});

test('corners do not write over each other: lines stand below each other, and none is wider than its half', () => {
  const { filled, of } = written();
  for (const { x, maxWidth, align } of filled.filter((one) => one.align !== 'center'))
    expect(align === 'left' ? x + maxWidth : 800 - x + maxWidth).toBeLessThanOrEqual(400);
  expect((of('ID EX-1')?.y ?? 0) - (of('Example, Jane')?.y ?? 0)).toBeGreaterThan(10);
  expect((of('Not for primary diagnosis')?.y ?? 0) - (of('Lossy 12:1')?.y ?? 0)).toBeGreaterThan(10);
  expect(of('Not for primary diagnosis')).toMatchObject({ align: 'right' });
});
