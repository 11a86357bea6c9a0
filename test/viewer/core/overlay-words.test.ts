import type { PresentationState } from '@pacs/shared/document-content';
import { DisplayFacts, type PixelFormat } from '@pacs/shared/manifest';
import { expect, test } from 'vitest';
import type { FrameFacts } from '../../../web/src/viewer/core/facts.ts';
import { untouched } from '../../../web/src/viewer/core/viewer-state.ts';
import { studyTitle } from '../../../web/src/viewer/core/words.ts';
import { overlayWords, type OnScreen } from '../../../web/src/viewer/view/overlay-words.ts';
import { emptyState } from './support/presentation-states.ts';

const format: PixelFormat = {
  rows: 10,
  columns: 10,
  samplesPerPixel: 1,
  photometricInterpretation: 'MONOCHROME2',
  planarConfiguration: 0,
  bitsAllocated: 16,
  bitsStored: 12,
  highBit: 11,
  pixelRepresentation: 0,
  kind: 'integer',
};

const facts = (display: Partial<DisplayFacts>, modality = 'DX'): FrameFacts => ({
  address: [0, 0],
  instance: {
    id: 'i',
    series: 's',
    sopClassUID: '1.2',
    transferSyntaxUID: '1.2',
    modality,
    role: 'primary',
    frames: [],
  },
  ref: undefined,
  format,
  display: DisplayFacts.parse(display),
  position: undefined,
});

const onScreen = (changed: Partial<OnScreen> = {}): OnScreen => ({
  opened: {
    studyId: 'study',
    rev: 1,
    identity: {
      patientName: { alphabetic: 'Example^Jane' },
      patientBirthDate: '19710412',
      patientID: 'EX-1',
    },
    identityConflict: false,
    description: { studyDate: '20260302', studyTime: '1015', studyDescription: 'Hand' },
    series: [{ id: 's', modality: 'DX', description: 'Hand PA' }],
    completeness: { offered: 1, stored: 1, rejected: 0, leftOut: 0, missingByDirectory: 0, gaps: 0 },
    urls: { frames: {}, expireAtMs: 0 },
    serverNowMs: 0,
    indexBytes: 0,
  },
  stack: {
    id: 'k',
    series: 's',
    modality: 'DX',
    role: 'primary',
    order: 'instance-number',
    frames: [
      [0, 0],
      [1, 0],
    ],
  },
  ordinal: 1,
  stacks: 3,
  isForeign: false,
  position: 1,
  facts: facts({}),
  look: untouched,
  voi: undefined,
  isPreview: false,
  scale: 1,
  ...changed,
});

const badges = (changed: Partial<OnScreen>) => overlayWords(onScreen(changed)).badges.map(({ text }) => text);

test('patient, birth date, ID, study date, series and image number are always said', () => {
  const { patient, study, image, badges: notes } = overlayWords(onScreen());
  expect(patient).toEqual(['Example, Jane', expect.stringContaining('1971'), 'ID EX-1']);
  expect(study).toEqual([expect.stringMatching(/2026.* 10:15/), 'Hand', 'Series 2 / 3 · Hand PA']);
  expect(image[0]).toBe('Image 2 / 2');
  expect(notes).toEqual([{ text: 'Not for primary diagnosis', tone: 'plain' }]);
});

test('what is missing is said to be missing', () => {
  const { patient, study } = overlayWords(
    onScreen({ opened: { ...onScreen().opened, identity: {}, description: {} } }),
  );
  expect(patient).toEqual(['Name not given', 'birth date not given', 'no ID']);
  expect(study[0]).toBe('study date not given');
});

test('lossy images say so with their ratio', () => {
  expect(badges({ facts: facts({ lossy: true, lossyRatio: 12.4 }) })).toContain('Lossy 12:1');
  expect(badges({ facts: facts({ lossy: true }) })).toContain('Lossy');
  expect(badges({})).not.toContain('Lossy');
});

test('where files name different patients, the others are named, too', () => {
  const { opened } = onScreen();
  const otherIdentities = [{ patientName: { alphabetic: 'Sample^Henrik' } }];
  expect(badges({ opened: { ...opened, identityConflict: true, otherIdentities } })).toContain(
    'Files name different patients · also Sample, Henrik',
  );
  expect(badges({ opened: { ...opened, identityConflict: true } })).toContain(
    'Files name different patients',
  );
});

test('an incomplete study says how much of it is here', () => {
  const { opened } = onScreen();
  const completeness = { ...opened.completeness, offered: 120, stored: 118 };
  expect(badges({ opened: { ...opened, completeness } })).toContain('118 of 120 images');
});

test('flips, rotation, inversion, previews and presentation states are noted', () => {
  const turn = { rotation: 90, mirrored: true } as const;
  expect(badges({ look: { ...untouched, turn } })).toEqual([
    'Flipped',
    'Rotated 90°',
    'Not for primary diagnosis',
  ]);
  expect(badges({ look: { ...untouched, invert: true } })).toContain('Inverted');
  expect(badges({ isPreview: true })).toContain('Preview');
  const state = (instance: string, changed: Partial<PresentationState> = {}) =>
    emptyState({ references: [{ instance }], ...changed });
  const shownWith = (instance: string, changed?: Partial<PresentationState>) =>
    badges({
      look: { ...untouched, presentation: { name: 'Key findings', state: state(instance, changed) } },
    });
  expect(shownWith('i')).toContain('Presentation state applied: Key findings');
  expect(shownWith('i', { notDescribed: ['mask'] })).toContain(
    'Presentation state applied in part: Key findings',
  );
  // Zoom and pan are those of another image's area, or of none.
  const areas = [
    { topLeft: [1, 1], bottomRight: [9, 9], sizeMode: 'SCALE TO FIT' },
  ] satisfies PresentationState['areas'];
  expect(shownWith('i', { areas })).toContain('Presentation state applied in part: Key findings');
  const area = { left: 0, top: 0, right: 9, bottom: 9 };
  expect(
    badges({ look: { ...untouched, presentation: { name: 'Area', state: state('i', { areas }), area } } }),
  ).toContain('Presentation state applied: Area');
  expect(shownWith('another', { notDescribed: ['mask'] })).toContain(
    'Not in the presentation state: Key findings',
  );
});

test('letters of a projection come from PatientOrientation and follow a flip; without it there are none', () => {
  const projection = facts({ patientOrientation: ['L', 'F'] });
  expect(overlayWords(onScreen({ facts: projection })).letters).toEqual({
    right: 'L',
    left: 'R',
    bottom: 'F',
    top: 'H',
  });
  const flipped = { ...untouched, turn: { rotation: 0, mirrored: true } as const };
  expect(overlayWords(onScreen({ facts: projection, look: flipped })).letters).toMatchObject({
    right: 'R',
    left: 'L',
  });
  expect(overlayWords(onScreen()).letters).toBeUndefined();
});

test('side and view are marked: short in mammograms, in words elsewhere', () => {
  const side = (modality: string, imageLaterality: string, viewPosition: string) =>
    overlayWords(onScreen({ facts: facts({ imageLaterality, viewPosition }, modality) })).side;
  expect(side('MG', 'R', 'CC')).toBe('R CC');
  expect(side('DX', 'L', 'PA')).toBe('Left PA');
  expect(side('DX', 'U', '')).toBe('');
});

test('a study without a description is called by what it is and when it was made', () => {
  const { opened } = onScreen();
  expect(studyTitle(opened)).toBe('Hand');
  expect(studyTitle({ ...opened, description: { studyDate: '20260302' } })).toMatch(/^Radiograph · .*2026/);
  expect(studyTitle({ series: [], description: {} })).toBe('Study');
});
