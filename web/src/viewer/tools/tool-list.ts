/** The measuring tools as the toolbar and the keyboard know them. */
import type { AnnotationKind } from '@pacs/shared/annotations';
import { kindWords } from './core/kind-words.ts';
import type { PlainPhrase } from '../../words/say.ts';

interface ListedTool {
  id: string;
  label: PlainPhrase;
  key?: string;
  does: PlainPhrase;
  cursor: string;
}

const drawing = (kind: AnnotationKind, key: string, does: PlainPhrase) => ({
  id: kind,
  kind,
  label: kindWords[kind],
  key,
  does,
  cursor: 'crosshair',
});

export const drawingTools = [
  drawing('length', 'l', 'Drag measures a length'),
  drawing('angle', 'a', 'Drag one arm, click the other: an angle'),
  drawing('cobb', 'c', 'Drag two lines: a Cobb angle'),
  drawing('ellipse', 'e', 'Drag measures an ellipse'),
  drawing('rectangle', 'o', 'Drag measures a rectangle'),
  drawing('probe', 'h', 'Click tells the value'),
  drawing('arrow', 't', 'Drag an arrow and write beside it'),
];

export const otherTools = {
  eraser: { id: 'eraser', label: 'Eraser', does: 'Click a figure to remove it', cursor: 'cell' },
  magnifier: { id: 'magnifier', label: 'Magnifier', key: 'u', does: 'Drag looks closer', cursor: 'none' },
  windowRegion: {
    id: 'window-region',
    label: 'Window of a region',
    does: 'Drag over what the window should show',
    cursor: 'crosshair',
  },
  glance: {
    id: 'glance',
    label: 'Value under the finger',
    does: 'Rest a finger: the value there',
    cursor: 'crosshair',
  },
} as const satisfies Record<string, ListedTool>;

export const drawingToolOf = (id: string) => drawingTools.find((tool) => tool.id === id);
