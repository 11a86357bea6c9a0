import type { AnnotationKind } from '@pacs/shared/annotations';

export const kindWords: Readonly<Record<AnnotationKind, string>> = {
  length: 'Length',
  angle: 'Angle',
  cobb: 'Cobb angle',
  rectangle: 'Rectangle',
  ellipse: 'Ellipse',
  probe: 'Probe',
  arrow: 'Arrow',
};
