import type { AnnotationKind } from '@pacs/shared/annotations';
import type { PlainPhrase } from '../../../words/say.ts';

export const kindWords: Readonly<Record<AnnotationKind, PlainPhrase>> = {
  length: 'Length',
  angle: 'Angle',
  cobb: 'Cobb angle',
  rectangle: 'Rectangle',
  ellipse: 'Ellipse',
  probe: 'Probe',
  arrow: 'Arrow',
};
