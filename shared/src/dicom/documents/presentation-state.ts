/** Softcopy presentation states (PS3.3 A.33) as far as a viewer can show them; what it cannot is named. */
import type { InlineLut, PresentationState } from '../../document-content.ts';
import type { Charset } from '../charset.ts';
import { cut } from '../cut.ts';
import { readVoi } from '../display-facts.ts';
import { readLut } from '../lut-facts.ts';
import { parsePersonName } from '../person-name.ts';
import { present } from '../present.ts';
import { elementOf, itemsOf, localText, number, numbers, plainText, vector } from '../values.ts';
import type { DataItem } from '../walk.ts';
import { documentFields as fields } from './document-tags.ts';
import { readAnnotations } from './graphic-annotations.ts';
import type { DataSet } from './read-data-set.ts';
import { type FindInstance, readReferencedImages, readReferencedSeries } from './references.ts';
import { readShutters } from './shutters.ts';
import { hasBitmapShutter, readActivations, readBitmaps, readShutterGroup } from './state-overlays.ts';

const maxParts = 1000;
/** Of all its tables together: what they take as JSON must fit into a function's answer. */
const maxTableEntries = 3_000_000;

export function readPresentationState({ root, charset }: DataSet, find: FindInstance): PresentationState {
  const rotation = number(root, fields.imageRotation);
  const tables = tableReader(charset);
  const overlays = readBitmaps(root);
  const shutterGroup = readShutterGroup(root, overlays);
  return {
    kind: 'pr',
    label: plain(root, 'contentLabel', 64) ?? '',
    ...present({
      description: localText(root, fields.contentDescription, charset, 256),
      creator: parsePersonName(localText(root, fields.contentCreatorName, charset, 1024) ?? ''),
      createdDate: plain(root, 'presentationCreationDate', 16),
      createdTime: plain(root, 'presentationCreationTime', 32),
      modality: readModality(root, tables.read),
      presentationLut: readPresentationLut(root, tables.read),
      shutterGroup,
    }),
    references: readReferencedSeries(root, find),
    voi: readVois(root, charset, tables.read, find),
    areas: readAreas(root, find),
    rotation: rotation === 90 || rotation === 180 || rotation === 270 ? rotation : 0,
    flipHorizontal: plainText(root, fields.imageHorizontalFlip) === 'Y',
    ...readShutters(root),
    layers: readLayers(root),
    annotations: readAnnotations(root, charset, find),
    activations: readActivations(root),
    overlays,
    notDescribed: notDescribed(root, {
      tables: !tables.isAllRead(),
      'bitmap-shutter': hasBitmapShutter(root) && shutterGroup === undefined,
    }),
  };
}

type TextField = 'contentLabel' | 'presentationCreationDate' | 'presentationCreationTime' | 'rescaleType';

function plain(item: DataItem, key: TextField, max: number): string | undefined {
  const text = plainText(item, fields[key]);
  return text === undefined ? undefined : cut(text, max);
}

type ReadTable = (item: DataItem | undefined) => InlineLut | undefined;

/** A first value's sign is what its VR says; where it says none, whoever knows the image knows it. */
function tableReader(charset: Charset): { read: ReadTable; isAllRead: () => boolean } {
  let left = maxTableEntries;
  let isAllRead = true;
  return {
    read(item) {
      if (item === undefined) return undefined;
      const lut = readLut(item, 'lutDescriptor', 'lutData', false);
      left -= lut?.entries ?? 0;
      isAllRead &&= lut !== undefined && left >= 0;
      if (lut === undefined || left < 0) return undefined;
      const view = new DataView(lut.data.buffer, lut.data.byteOffset, lut.data.byteLength);
      const values = Array.from({ length: lut.entries }, (_, index) => view.getUint16(index * 2, true));
      const { firstValueMapped, bitsPerEntry } = lut;
      const explanation = localText(item, fields.lutExplanation, charset, 64);
      return { firstValueMapped, bitsPerEntry, ...present({ explanation }), values };
    },
    isAllRead: () => isAllRead,
  };
}

/** The state's own modality transformation. */
function readModality(root: DataItem, readTable: ReadTable): PresentationState['modality'] {
  const lut = readTable(itemsOf(root, fields.modalityLUTSequence)[0]);
  const slope = number(root, fields.rescaleSlope);
  if (lut === undefined && (slope === undefined || slope === 0)) return undefined;
  const intercept = number(root, fields.rescaleIntercept) ?? 0;
  return { slope: slope ?? 1, intercept, ...present({ type: plain(root, 'rescaleType', 16), lut }) };
}

function readVois(
  root: DataItem,
  charset: Charset,
  readTable: ReadTable,
  find: FindInstance,
): PresentationState['voi'] {
  return itemsOf(root, fields.softcopyVOILUTSequence)
    .slice(0, maxParts)
    .flatMap((item) => {
      const { windows, voiLutFunction } = readVoi(item, charset);
      const lut = readTable(itemsOf(item, fields.voiLUTSequence)[0]);
      const [window] = windows ?? [];
      if (lut === undefined && window === undefined) return [];
      // A table and a window are alternatives (C.11.8); the table says more.
      const shown = lut === undefined ? { window, voiLutFunction } : { lut };
      return [present({ images: readReferencedImages(item, find), ...shown })];
    });
}

function readPresentationLut(root: DataItem, readTable: ReadTable): PresentationState['presentationLut'] {
  const lut = readTable(itemsOf(root, fields.presentationLUTSequence)[0]);
  if (lut !== undefined) return { lut };
  const shape = plainText(root, fields.presentationLUTShape);
  return shape === 'IDENTITY' || shape === 'INVERSE' ? { shape } : undefined;
}

const sizeModes = ['SCALE TO FIT', 'TRUE SIZE', 'MAGNIFY'] as const;

type Pair = [number, number];

function readAreas(root: DataItem, find: FindInstance): PresentationState['areas'] {
  return itemsOf(root, fields.displayedAreaSelectionSequence)
    .slice(0, maxParts)
    .flatMap((item) => {
      const topLeft = vector(item, fields.displayedAreaTopLeft, 2);
      const bottomRight = vector(item, fields.displayedAreaBottomRight, 2);
      if (topLeft === undefined || bottomRight === undefined) return [];
      const mode = plainText(item, fields.presentationSizeMode);
      const facts = present({
        images: readReferencedImages(item, find),
        magnification: number(item, fields.presentationPixelMagnificationRatio),
        pixelSpacing: vector(item, fields.presentationPixelSpacing, 2) as Pair | undefined,
        pixelAspectRatio: vector(item, fields.presentationPixelAspectRatio, 2) as Pair | undefined,
      });
      const sizeMode = sizeModes.find((known) => known === mode) ?? 'SCALE TO FIT';
      return [{ ...facts, topLeft: topLeft as Pair, bottomRight: bottomRight as Pair, sizeMode }];
    });
}

function readLayers(root: DataItem): PresentationState['layers'] {
  return itemsOf(root, fields.graphicLayerSequence)
    .slice(0, 256)
    .flatMap((item) => {
      const name = plainText(item, fields.graphicLayer);
      if (name === undefined) return [];
      const grey = number(item, fields.graphicLayerGreyscaleValue);
      const colour = vector(item, fields.graphicLayerCIELabValue, 3) as [number, number, number] | undefined;
      const order = Math.trunc(number(item, fields.graphicLayerOrder) ?? 0);
      return [{ name: cut(name, 64), order, ...present({ grey, colour }) }];
    })
    .sort((a, b) => a.order - b.order);
}

function notDescribed(root: DataItem, unread: Record<string, boolean>): string[] {
  const parts: [string, boolean][] = [
    ...Object.entries(unread),
    ['palette', elementOf(root, fields.redPaletteDescriptor) !== undefined],
    ['mask', itemsOf(root, fields.maskSubtractionSequence).length > 0],
    ['blending', itemsOf(root, fields.blendingSequence).length > 0],
    [
      'compound-graphics',
      itemsOf(root, fields.graphicAnnotationSequence).some(
        (item) => itemsOf(item, fields.compoundGraphicSequence).length > 0,
      ),
    ],
    ['several-windows', severalWindows(root)],
  ];
  return parts.flatMap(([name, isThere]) => (isThere ? [name] : []));
}

/** A state shows one window an image; others are alternatives for the reader. */
const severalWindows = (root: DataItem): boolean =>
  itemsOf(root, fields.softcopyVOILUTSequence).some((item) => numbers(item, fields.windowCenter).length > 1);
