/** The grey pipeline that a presentation state puts in place of an image's own (PS3.4 N.2.1). */
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { InlineLut, PresentationState } from '@pacs/shared/document-content';
import type { DisplayLuts, Lut } from '@pacs/shared/display/lut';
import type { KnownRange, Voi as AppliedVoi } from '@pacs/shared/display/voi';
import type { DisplayFacts, Shutter } from '@pacs/shared/manifest';
import type { FrameFacts } from './facts.ts';
import { isFor, type Presented } from './presented.ts';
import type { Voi } from './presets.ts';
import { appliedVoi } from './voi.ts';

export interface Greys {
  display: DisplayFacts;
  luts: DisplayLuts;
  /** The state's window or table for this image, in the values of `display` and `luts`; undefined: it has none. */
  voi: Voi | undefined;
  /** Modality values are other ones than those of the image itself. */
  isRescaled: boolean;
}

type Image = Pick<FrameFacts, 'address' | 'instance' | 'format'>;
type VoiItem = PresentationState['voi'][number];

interface Made {
  state: PresentationState;
  luts: DisplayLuts;
  item: VoiItem | undefined;
  isSigned: boolean;
  greys: Greys;
}
const made = new WeakMap<DisplayFacts, Made>();

/** `display` and `luts` are the image's own. The same objects for images that share them, so that tables are kept. */
export function presentedGreys(
  presented: Presented | undefined,
  image: Image,
  display: DisplayFacts,
  luts: DisplayLuts,
): Greys {
  const state = presented?.state;
  if (state === undefined || !isFor(state, image))
    return { display, luts, voi: undefined, isRescaled: false };
  const item = state.voi.find(({ images }) => isFor(state, image, images));
  const isSigned = image.format?.pixelRepresentation === 1;
  const known = made.get(display);
  if (known?.state === state && known.luts === luts && known.item === item && known.isSigned === isSigned)
    return known.greys;
  const greys = greysOf(state, item, isSigned, display, luts);
  made.set(display, { state, luts, item, isSigned, greys });
  return greys;
}

/** The mapping to grey in force. `range.stack` is in the images' own values: where these do not hold, it does not. */
export function presentedVoi(
  { voi, display, luts, isRescaled }: Greys,
  chosen: Voi | undefined,
  frame: DecodedFrame,
  { stored, stack }: KnownRange,
): AppliedVoi {
  return appliedVoi(chosen ?? voi, display, frame, luts, { stored, stack: isRescaled ? undefined : stack });
}

function greysOf(
  state: PresentationState,
  item: VoiItem | undefined,
  isSigned: boolean,
  display: DisplayFacts,
  luts: DisplayLuts,
): Greys {
  const scale = scaleOf(state, item, display);
  const scaled = scale === undefined ? { display, luts } : rescaled(scale, isSigned, display, luts);
  const shutter = state.shutters.length === 0 ? undefined : shutterOf(state, display);
  const { presentationLut } = state;
  const own = scaled.luts.voi ?? [];
  const table = item?.lut && lutOfState(item.lut, isSigned || (state.modality?.intercept ?? 0) < 0);
  return {
    display: shutter === undefined ? scaled.display : { ...scaled.display, shutter },
    luts: {
      ...scaled.luts,
      ...(table && { voi: [...own, table] }),
      ...(presentationLut && 'lut' in presentationLut && { presentation: lutOfState(presentationLut.lut) }),
    },
    voi: voiOf(item, own.length),
    isRescaled: scale !== undefined,
  };
}

function voiOf(item: VoiItem | undefined, ordinal: number): Voi | undefined {
  if (item?.lut !== undefined) return { kind: 'lut', lut: ordinal };
  if (item?.window === undefined) return undefined;
  const { center, width } = item.window;
  // LINEAR where nothing is said (PS3.3 C.11.2.1.3).
  return { kind: 'window', center, width, function: item.voiLutFunction ?? 'LINEAR' };
}

type Scale = NonNullable<PresentationState['modality']>;

/**
 * The state's scale; undefined where the image's own holds: the state has the same one, or says nothing of greys. A
 * window or table of a state without a scale is in stored values: the image's scale “shall not be used” (PS3.4 N.2.1.1).
 */
function scaleOf(
  { modality }: PresentationState,
  item: VoiItem | undefined,
  { rescaleSlope = 1, rescaleIntercept = 0, modalityLut }: DisplayFacts,
): Scale | undefined {
  const scale = modality ?? (item && { slope: 1, intercept: 0 });
  if (scale === undefined) return undefined;
  const isSame =
    scale.lut === undefined &&
    modalityLut === undefined &&
    scale.slope === rescaleSlope &&
    scale.intercept === rescaleIntercept;
  return isSame ? undefined : scale;
}

/** Windows and tables of the image, and its factor to SUV, are for its own values. */
function rescaled(
  { slope, intercept, type, lut }: Scale,
  isSigned: boolean,
  {
    rescaleSlope: _s,
    rescaleIntercept: _i,
    rescaleType: _t,
    modalityLut: _m,
    suvbwFactor: _f,
    ...kept
  }: DisplayFacts,
  { modality: _modality, voi: _voi, ...luts }: DisplayLuts,
): { display: DisplayFacts; luts: DisplayLuts } {
  const isLinear = lut === undefined && !(slope === 1 && intercept === 0 && type === undefined);
  return {
    display: {
      ...kept,
      windows: [],
      voiLuts: [],
      ...(isLinear && { rescaleSlope: slope, rescaleIntercept: intercept }),
      ...(type !== undefined && { rescaleType: type }),
    },
    luts: { ...luts, ...(lut && { modality: lutOfState(lut, isSigned) }) },
  };
}

const known = new WeakMap<InlineLut, Lut>();

/** `isSigned`: what it maps may be negative, which its descriptor cannot say where its VR is not written, or US. */
function lutOfState(inline: InlineLut, isSigned = false): Lut {
  const { firstValueMapped: first, bitsPerEntry, values } = inline;
  const lut = known.get(inline) ?? {
    entries: Uint16Array.from(values),
    firstValueMapped: first,
    bitsPerEntry,
  };
  known.set(inline, lut);
  return isSigned && first > 32_767 ? { ...lut, firstValueMapped: first - 65_536 } : lut;
}

/** In place of the image's own shutter (PS3.3 C.11.12). */
function shutterOf(
  { shutters, shutterPresentationValue }: PresentationState,
  display: DisplayFacts,
): Shutter {
  const [height, width] = display.pixelSpacing ??
    display.imagerPixelSpacing ??
    display.pixelAspectRatio ?? [1, 1];
  const shutter: Shutter = {};
  for (const one of shutters) {
    if (one.shape === 'RECTANGULAR')
      shutter.rectangle = { left: one.left, right: one.right, top: one.upper, bottom: one.lower };
    else if (one.shape === 'CIRCULAR') {
      const [column, row] = one.centre;
      shutter.circle = { row, column, radius: one.radius, rowToColumn: width > 0 ? height / width : 1 };
    } else shutter.polygon = one.vertices.map(([column, row]) => [row, column]);
  }
  if (shutterPresentationValue !== undefined) shutter.presentationValue = shutterPresentationValue;
  return shutter;
}
