/** Overlay planes of groups 6000–601E (PS3.3 C.9.2). */
import type { RawDisplay } from './types.ts';
import { bytesOf, elementOf, numbers, plainTexts } from './values.ts';
import type { DataItem } from './walk.ts';

type RawOverlay = RawDisplay['overlays'][number];

export function readOverlays(item: DataItem): RawOverlay[] {
  const overlays: RawOverlay[] = [];
  for (let group = 0; group <= 0x1e; group += 2) {
    const overlay = readOverlay(item, group);
    if (overlay !== undefined) overlays.push(overlay);
  }
  return overlays;
}

/** Whether it has anything of an overlay group that became no plane. */
export const hasUnreadOverlays = (item: DataItem, overlays: readonly RawOverlay[]): boolean =>
  [...item.elements.keys()].some((tag) => {
    const group = Math.floor(tag / 0x10000);
    return group >= 0x6000 && group <= 0x601e && !overlays.some((overlay) => overlay.group === group);
  });

/** No place or count in an image is larger. */
const isCountable = (value: number | undefined): value is number =>
  value !== undefined && Math.abs(value) < 2 ** 31;

function readOverlay(item: DataItem, group: number): RawOverlay | undefined {
  const first = (keyword: Parameters<typeof numbers>[1]): number | undefined => {
    const value = numbers(item, keyword, false, group)[0];
    return isCountable(value) ? Math.trunc(value) : undefined;
  };
  const rows = first('overlayRows');
  const columns = first('overlayColumns');
  if (rows === undefined || columns === undefined || rows < 1 || columns < 1) return undefined;
  if (rows > 65_535 || columns > 65_535) return undefined;
  const [originRow = 1, originColumn = 1] = numbers(item, 'overlayOrigin', false, group).filter(isCountable);
  const overlay: RawOverlay = {
    group: 0x6000 + group,
    rows,
    columns,
    origin: [Math.trunc(originRow), Math.trunc(originColumn)],
    type: plainTexts(item, 'overlayType', group)[0] === 'R' ? 'R' : 'G',
    frameOrigin: Math.max(0, first('overlayFrameOrigin') ?? 1),
    numberOfFrames: Math.min(Math.max(1, first('overlayFrames') ?? 1), 100_000),
  };
  const element = elementOf(item, 'overlayData', group);
  if (element !== undefined) {
    const needed = Math.ceil((rows * columns * overlay.numberOfFrames) / 8);
    if (element.bytes < needed) return undefined;
    const bytes = bytesOf(item, element).slice(0, needed + (needed % 2));
    const isWords = (element.vr ?? 'OW') === 'OW';
    return {
      ...overlay,
      data: item.littleEndian || !isWords ? bytes.slice(0, needed) : swapped(bytes, needed),
    };
  }
  const bitPosition = first('overlayBitPosition');
  const bitsAllocated = first('overlayBitsAllocated') ?? 1;
  if (bitsAllocated < 2 || bitPosition === undefined || bitPosition < 0 || bitPosition > 31) return undefined;
  return { ...overlay, bitPosition };
}

/** Big endian words: the bits of a plane run through little-endian words. */
const swapped = (bytes: Uint8Array, needed: number): Uint8Array => {
  const out = new Uint8Array(bytes.length + (bytes.length % 2));
  for (let at = 0; at < out.length; at += 2) {
    out[at] = bytes[at + 1] ?? 0;
    out[at + 1] = bytes[at] ?? 0;
  }
  return out.subarray(0, needed);
};
