import { expect, test } from 'vitest';
import { hangingFor, type HangingStack } from '../../../web/src/viewer/core/hanging.ts';

const stack = (modality: string, view?: string, laterality?: string, role = 'primary'): HangingStack => ({
  modality,
  role,
  frames: 1,
  view,
  laterality,
});

test('a mammogram hangs back to back: right breast on the left, CC above MLO', () => {
  const study = [
    stack('MG', 'MLO', 'L'),
    stack('MG', 'CC', 'L'),
    stack('MG', 'MLO', 'R'),
    stack('MG', 'CC ', 'R'),
  ];
  expect(hangingFor(study, 'desk')).toMatchObject({ layout: '2x2', stacks: [3, 1, 2, 0] });
});

test('with one view of the mammogram missing its place stays empty; with one of each side two hang', () => {
  const three = [stack('MG', 'CC', 'R'), stack('MG', 'CC', 'L'), stack('MG', 'MLO', 'L')];
  expect(hangingFor(three, 'desk')).toMatchObject({ layout: '2x2', stacks: [0, 1, undefined, 2] });
  const two = [stack('MG', 'MLO', 'L'), stack('MG', 'MLO', 'R')];
  expect(hangingFor(two, 'desk')).toMatchObject({ layout: '1x2', stacks: [1, 0] });
});

test('an additional view of a mammogram never hangs where the usual one is there', () => {
  const study = [
    stack('MG', 'XCCL', 'R'),
    stack('MG', 'LM', 'L'),
    stack('MG', 'CC', 'R'),
    stack('MG', 'CC', 'L'),
    stack('MG', 'MLO', 'R'),
    stack('MG', 'MLO', 'L'),
  ];
  expect(hangingFor(study, 'desk')).toMatchObject({ layout: '2x2', stacks: [2, 3, 4, 5] });
  expect(hangingFor(study, 'tablet')).toMatchObject({ layout: '1x2', stacks: [2, 3] });
  // Of both sides there is the usual MLO, but only one usual CC.
  const oneUsual = study.filter(({ view, laterality }) => view !== 'CC' || laterality !== 'R');
  expect(hangingFor(oneUsual, 'tablet')).toMatchObject({ stacks: [3, 4] });
  expect(hangingFor(oneUsual, 'desk')).toMatchObject({ stacks: [0, 2, 3, 4] });
  const additional = [stack('MG', 'FB', 'L'), stack('MG', 'XCCL', 'R')];
  expect(hangingFor(additional, 'desk')).toMatchObject({ layout: '1x2', stacks: [1, 0] });
});

test('a radiograph hangs its frontal view on the left of its lateral one', () => {
  expect(hangingFor([stack('DX', 'LL'), stack('DX', 'PA')], 'desk')).toMatchObject({
    layout: '1x2',
    stacks: [1, 0],
  });
  expect(hangingFor([stack('CR', 'AP'), stack('CR', 'LATERAL')], 'desk')).toMatchObject({ stacks: [0, 1] });
});

test('what a view is called is not guessed from parts of the word', () => {
  expect(hangingFor([stack('DX', 'PALM'), stack('DX', 'LATE')], 'desk')).toBeUndefined();
});

test('several MR sequences hang four at once, without localizers', () => {
  const localizer = stack('MR', undefined, undefined, 'localizer');
  const study = [stack('MR'), localizer, stack('MR'), stack('MR')];
  expect(hangingFor(study, 'desk')).toMatchObject({ layout: '2x2', stacks: [0, 2, 3, undefined] });
});

test('CT, two MR series, a single radiograph and an empty study open in one pane', () => {
  expect(hangingFor([stack('CT'), stack('CT'), stack('CT'), stack('CT')], 'desk')).toBeUndefined();
  expect(hangingFor([stack('MR'), stack('MR')], 'desk')).toBeUndefined();
  expect(hangingFor([stack('DX', 'PA')], 'desk')).toBeUndefined();
  expect(hangingFor([], 'desk')).toBeUndefined();
});

test('on a tablet two hang where four do not fit, and the same view of both sides; on a phone one', () => {
  const views = [
    stack('MG', 'MLO', 'L'),
    stack('MG', 'CC', 'R'),
    stack('MG', 'CC', 'L'),
    stack('MG', 'MLO', 'R'),
  ];
  expect(hangingFor(views, 'tablet')).toMatchObject({ layout: '1x2', stacks: [1, 2] });
  expect(hangingFor([stack('DX', 'LL'), stack('DX', 'PA')], 'tablet')).toMatchObject({ stacks: [1, 0] });
  expect(hangingFor([stack('MR'), stack('MR'), stack('MR')], 'tablet')).toBeUndefined();
  expect(hangingFor(views, 'phone')).toBeUndefined();
});

test('of a mammogram without names of views both sides hang', () => {
  expect(hangingFor([stack('MG', '', 'L'), stack('MG', '', 'R')], 'desk')).toMatchObject({ stacks: [1, 0] });
});
