/** Presentation states that say nothing but what a test is about. */
import type { PresentationState } from '@pacs/shared/document-content';
import type { Presented } from '../../../../web/src/viewer/core/presented.ts';

/** For the image 'a'. */
export const emptyState = (changed: Partial<PresentationState> = {}): PresentationState => ({
  kind: 'pr',
  label: 'STATE',
  references: [{ instance: 'a' }],
  voi: [],
  areas: [],
  rotation: 0,
  flipHorizontal: false,
  shutters: [],
  layers: [],
  annotations: [],
  activations: [],
  overlays: [],
  notDescribed: [],
  ...changed,
});

export const presentedBy = (changed: Partial<PresentationState>): Presented => ({
  name: 'State',
  state: emptyState(changed),
});

/** One of each. */
export const threeShutters: PresentationState['shutters'] = [
  { shape: 'RECTANGULAR', left: 3, right: 60, upper: 5, lower: 50 },
  { shape: 'CIRCULAR', centre: [30, 20], radius: 9 },
  {
    shape: 'POLYGONAL',
    vertices: [
      [1, 2],
      [3, 4],
      [5, 9],
    ],
  },
];
