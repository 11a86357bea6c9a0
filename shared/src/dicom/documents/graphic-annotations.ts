/** What a presentation state draws over images (PS3.3 C.10.5). */
import type { PresentationState } from '../../document-content.ts';
import type { Charset } from '../charset.ts';
import { cut } from '../cut.ts';
import { present } from '../present.ts';
import { type FieldKey, itemsOf, localParagraph, numbers, plainText, vector } from '../values.ts';
import type { DataItem } from '../walk.ts';
import { documentFields as fields } from './document-tags.ts';
import { type FindInstance, readReferencedImages } from './references.ts';

type Annotation = PresentationState['annotations'][number];
type Graphic = Annotation['graphics'][number];
type Text = Annotation['texts'][number];
type Pair = [number, number];

const maxAnnotations = 1000;
const maxObjects = 10_000;
const graphicTypes = ['POINT', 'POLYLINE', 'INTERPOLATED', 'CIRCLE', 'ELLIPSE'] as const;

export function readAnnotations(root: DataItem, charset: Charset, find: FindInstance): Annotation[] {
  return itemsOf(root, fields.graphicAnnotationSequence)
    .slice(0, maxAnnotations)
    .map((item) => ({
      ...present({ images: readReferencedImages(item, find) }),
      layer: cut(plainText(item, fields.graphicLayer) ?? '', 64),
      graphics: itemsOf(item, fields.graphicObjectSequence).slice(0, maxObjects).flatMap(readGraphic),
      texts: itemsOf(item, fields.textObjectSequence)
        .slice(0, maxObjects)
        .flatMap((text) => readText(text, charset)),
    }));
}

const readUnits = (item: DataItem, key: FieldKey): 'pixel' | 'display' =>
  plainText(item, key) === 'DISPLAY' ? 'display' : 'pixel';

const pair = (item: DataItem, key: FieldKey): Pair | undefined => vector(item, key, 2) as Pair | undefined;

function readGraphic(item: DataItem): Graphic[] {
  const written = plainText(item, fields.graphicType);
  const type = graphicTypes.find((known) => known === written);
  const values = numbers(item, fields.graphicData).slice(0, maxObjects * 2);
  if (type === undefined || values.length < 2 || !values.every(Number.isFinite)) return [];
  const points = Array.from({ length: values.length >> 1 }, (_, index): Pair => [
    values[index * 2] ?? 0,
    values[index * 2 + 1] ?? 0,
  ]);
  const filled = plainText(item, fields.graphicFilled) === 'Y';
  return [{ type, units: readUnits(item, fields.graphicAnnotationUnits), points, filled }];
}

function readText(item: DataItem, charset: Charset): Text[] {
  const text = localParagraph(item, fields.unformattedTextValue, charset, 1024);
  if (text === undefined) return [];
  const topLeft = pair(item, fields.boundingBoxTopLeft);
  const bottomRight = pair(item, fields.boundingBoxBottomRight);
  const at = pair(item, fields.anchorPoint);
  return [
    {
      text,
      ...(topLeft && bottomRight
        ? { box: { units: readUnits(item, fields.boundingBoxAnnotationUnits), topLeft, bottomRight } }
        : {}),
      ...(at && {
        anchor: {
          units: readUnits(item, fields.anchorPointAnnotationUnits),
          at,
          visible: plainText(item, fields.anchorPointVisibility) === 'Y',
        },
      }),
    },
  ];
}
