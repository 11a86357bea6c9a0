import type { PlaneName, SlabMode } from './plane.ts';
import type { VolumeRefusal } from './volume-geometry.ts';
import type { PlainPhrase } from '../../../words/say.ts';

export const planeTitles: Readonly<Record<PlaneName, PlainPhrase>> = {
  axial: 'Axial',
  coronal: 'Coronal',
  sagittal: 'Sagittal',
};

export const slabTitles: Readonly<Record<SlabMode, PlainPhrase>> = {
  mip: 'Maximum (MIP)',
  minip: 'Minimum (MinIP)',
  average: 'Average',
};

export const refusalWords: Readonly<Record<VolumeRefusal | 'damaged' | 'unreachable', PlainPhrase>> = {
  colour: 'Planes can be cut through grey images only.',
  'too-few': 'There are too few images in this series to cut planes through them.',
  'no-geometry': 'The images don’t say where in the patient they lie.',
  mixed: 'The images of this series differ in size, spacing or direction.',
  'same-place': 'Several images of this series lie in the same place.',
  gaps: 'The images aren’t evenly spaced: one may be missing. Planes between them would be invented.',
  'too-large': 'The series is too large for the memory of this device.',
  damaged: 'An image of this series can’t be displayed, so the volume would have a hole.',
  unreachable: 'Not all images of this series could be fetched. Check the connection and try again.',
};
