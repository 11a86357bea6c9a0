/**
 * A bounded walk over a data set (PS3.5 chapter 7): keeps the places of elements in the field table and
 * steps over everything else without looking at it. It stops before the pixel data. dicom-parser's own
 * walk builds an object for every element, recurses without a limit and cannot say how many more bytes it
 * needs, so only its readers of values are used (values.ts).
 */
import { limits } from '../limits.ts';
import { type TagField, fieldOf } from './tags.ts';
import { isShortVR, vrOf } from './vr.ts';
import { HeaderRefused, NeedMore } from './walk-stops.ts';

/** Place of one element's value. `items` for sequences. */
export interface Element {
  /** As the file says; undefined in implicit VR. */
  vr: string | undefined;
  at: number;
  bytes: number;
  items?: DataItem[];
}

/** A data set or an item of a sequence. */
export interface DataItem {
  source: Uint8Array;
  littleEndian: boolean;
  elements: Map<number, Element>;
}

export interface Framing {
  explicitVR: boolean;
  littleEndian: boolean;
}

export interface PixelElement {
  tag: number;
  at: number;
  bytes: number | undefined;
  vr: string | undefined;
}

export interface WalkEnd {
  root: DataItem;
  pixels: PixelElement | undefined;
  /** Where the walk stopped: the start of the pixel data's value, or the end of what was read. */
  at: number;
  /** An element claims more bytes than the file has. */
  broken: boolean;
  notes: Set<string>;
}

/** How far an item or a sequence goes: to its delimiter where it is `delimited`, but never past `stop`. */
interface Extent {
  stop: number;
  delimited: boolean;
}

const undefinedLength = 0xffffffff;
const itemStart = 0xfffee000;
const itemEnd = 0xfffee00d;
const sequenceEnd = 0xfffee0dd;
const pixelTags: ReadonlySet<number> = new Set([0x7fe00008, 0x7fe00009, 0x7fe00010]);

export interface WalkOptions {
  source: Uint8Array;
  at: number;
  framing: Framing;
  /** Length of the whole data set, of which `source` may hold only the start; undefined where it is not known. */
  totalBytes: number | undefined;
  /** Asked once, at group 0042: false stops the walk there. */
  mayHavePixels: (root: DataItem) => boolean;
  /** Which elements are kept; the field table's by default. `vr`: as the file has it, or as its length betrays. */
  fieldOf?: (tag: number, vr: string | undefined) => TagField | undefined;
}

export function walkDataSet(options: WalkOptions): WalkEnd {
  return new Walk(options).run(options.at, options.framing);
}

class Walk {
  private readonly source: Uint8Array;
  private readonly view: DataView;
  private readonly totalBytes: number;
  private readonly mayHavePixels: (root: DataItem) => boolean;
  private readonly fieldOf: NonNullable<WalkOptions['fieldOf']>;
  private readonly notes = new Set<string>();
  private left: number = limits.headerMaxElements;
  private pixels: PixelElement | undefined;
  private broken = false;
  private endsEarly: boolean | undefined;

  constructor(options: WalkOptions) {
    this.source = options.source;
    this.view = new DataView(options.source.buffer, options.source.byteOffset, options.source.byteLength);
    this.totalBytes = options.totalBytes ?? Infinity;
    this.mayHavePixels = options.mayHavePixels;
    this.fieldOf = options.fieldOf ?? fieldOf;
  }

  run(start: number, framing: Framing): WalkEnd {
    const root: DataItem = { source: this.source, littleEndian: framing.littleEndian, elements: new Map() };
    const at = this.elements(start, { stop: Infinity, delimited: true }, framing, 0, root);
    return { root, pixels: this.pixels, at, broken: this.broken, notes: this.notes };
  }

  /** Whether `bytes` bytes lie at `at`; asks for more where the file goes on. */
  private has(at: number, bytes: number): boolean {
    if (at > this.totalBytes) return false;
    const needed = Math.min(at + bytes, this.totalBytes);
    const isKnown = Number.isFinite(this.totalBytes) || this.source.length > limits.headerMaxBytes;
    if (needed > limits.headerMaxBytes && isKnown) throw new HeaderRefused('header-too-large');
    if (needed > this.source.length) throw new NeedMore(Math.min(needed, limits.headerMaxBytes + 1));
    return at + bytes <= this.totalBytes;
  }

  /** The data ends where an element should start: inside a sequence, or in a tag that began, it broke off. */
  private endOfData(at: number, depth: number): number {
    const rest = this.source.subarray(at);
    if (depth > 0 || rest.some((byte) => byte !== 0)) this.broken = true;
    else if (rest.length > 0) this.notes.add('trailing-bytes');
    return this.totalBytes;
  }

  private tagAt(at: number, littleEndian: boolean): number {
    return this.view.getUint16(at, littleEndian) * 0x10000 + this.view.getUint16(at + 2, littleEndian);
  }

  private count(): void {
    this.left -= 1;
    if (this.left < 0) throw new HeaderRefused('header-too-large');
  }

  /**
   * Elements from `start` on; at depth 0 to the end of the data set. `into` undefined only steps over them.
   * Answers where it stopped: never past its extent, so that no byte is walked twice.
   */
  private elements(
    start: number,
    extent: Extent,
    framing: Framing,
    depth: number,
    into: DataItem | undefined,
  ): number {
    const { littleEndian } = framing;
    const { stop, delimited } = extent;
    let at = start;
    while (!this.broken) {
      if (at + 8 > stop) return stop;
      if (!this.has(at, 8)) return this.endOfData(at, depth);
      this.count();
      const tag = this.tagAt(at, littleEndian);
      if (tag === itemEnd && depth > 0) return delimited ? at + 8 : stop;
      if (tag >= itemStart && tag <= sequenceEnd) {
        this.notes.add('stray-delimiter');
        at += 8;
        continue;
      }
      if (depth === 0 && this.isPastHeader(tag, into)) return at;

      let vr: string | undefined;
      let valueAt = at + 8;
      let bytes: number;
      if (framing.explicitVR) {
        vr = vrOf(this.view.getUint16(at + 4, false));
        if (vr !== undefined && isShortVR(vr)) {
          bytes = this.view.getUint16(at + 6, littleEndian);
        } else if (vr !== undefined || this.looksLikeLongVR(at)) {
          if (!this.has(at, 12)) return this.totalBytes;
          vr ??= 'UN';
          bytes = this.view.getUint32(at + 8, littleEndian);
          valueAt = at + 12;
        } else if (isUpperCase(this.source[at + 4]) && isUpperCase(this.source[at + 5])) {
          this.notes.add('vr-unknown');
          vr = 'UN';
          bytes = this.view.getUint16(at + 6, littleEndian);
        } else {
          this.notes.add('vr-missing');
          bytes = this.view.getUint32(at + 4, littleEndian);
        }
      } else {
        bytes = this.view.getUint32(at + 4, littleEndian);
      }

      if (depth === 0 && pixelTags.has(tag)) {
        this.pixels = { tag, at: valueAt, bytes: bytes === undefinedLength ? undefined : bytes, vr };
        return valueAt;
      }
      at = this.value(tag, vr, valueAt, bytes, stop, framing, depth, into);
    }
    return at;
  }

  /** Steps over one value, keeping it where the field table wants it. Answers where the next element starts. */
  private value(
    tag: number,
    vr: string | undefined,
    at: number,
    bytes: number,
    stop: number,
    framing: Framing,
    depth: number,
    into: DataItem | undefined,
  ): number {
    const open = bytes === undefinedLength;
    const isUntold = vr === 'UN' || vr === undefined;
    const betrayed = vr === 'SQ' || (open && isUntold) ? 'SQ' : vr;
    const field = into === undefined ? undefined : this.fieldOf(tag, betrayed);
    const isSequence = betrayed === 'SQ' || (field?.vr === 'SQ' && isUntold);

    if (!open) {
      const limit = Math.min(stop, this.totalBytes);
      if (at + bytes > limit) {
        this.notes.add('bad-length');
        if (depth === 0) this.broken = true;
        return limit;
      }
    }
    if (isSequence && (open || field?.vr === 'SQ')) {
      const inner = vr === 'UN' ? { explicitVR: false, littleEndian: true } : framing;
      const items: DataItem[] | undefined = field?.vr === 'SQ' ? [] : undefined;
      const extent = { stop: open ? stop : at + bytes, delimited: open };
      const next = this.items(at, extent, inner, depth + 1, items);
      if (items !== undefined) into?.elements.set(tag, { vr: 'SQ', at, bytes: next - at, items });
      return next;
    }
    if (open) return this.fragments(at, stop, framing);
    if (field !== undefined && field.vr !== 'SQ' && into !== undefined && !into.elements.has(tag)) {
      if (!this.has(at, bytes)) return this.totalBytes;
      into.elements.set(tag, { vr, at, bytes });
    }
    return at + bytes;
  }

  private items(
    start: number,
    extent: Extent,
    framing: Framing,
    depth: number,
    into: DataItem[] | undefined,
  ): number {
    if (depth > limits.headerMaxDepth) throw new HeaderRefused('header-too-deep');
    const { littleEndian } = framing;
    const { stop, delimited } = extent;
    let at = start;
    while (!this.broken) {
      if (at + 8 > stop) return stop;
      if (!this.has(at, 8)) return this.endOfData(at, depth);
      this.count();
      const tag = this.tagAt(at, littleEndian);
      const bytes = this.view.getUint32(at + 4, littleEndian);
      if (tag === sequenceEnd) {
        if (delimited) return at + 8;
        at += 8;
        continue;
      }
      if (tag !== itemStart) {
        this.notes.add('bad-sequence');
        return delimited ? at : stop;
      }
      at += 8;
      const item = into && { source: this.source, littleEndian, elements: new Map<number, Element>() };
      if (item !== undefined) into?.push(item);
      if (bytes === undefinedLength) {
        at = this.elements(at, { stop, delimited: true }, framing, depth, item);
      } else {
        const itemStop = Math.min(at + bytes, stop);
        if (item !== undefined) this.elements(at, { stop: itemStop, delimited: false }, framing, depth, item);
        at = itemStop;
      }
    }
    return at;
  }

  /** Encapsulated data inside a sequence, such as an icon's: items that hold bytes, not elements. */
  private fragments(start: number, stop: number, { littleEndian }: Framing): number {
    let at = start;
    while (at + 8 <= stop) {
      if (!this.has(at, 8)) return this.totalBytes;
      this.count();
      const tag = this.tagAt(at, littleEndian);
      if (tag !== itemStart) return tag === sequenceEnd ? at + 8 : at;
      at += 8 + this.view.getUint32(at + 4, littleEndian);
    }
    return stop;
  }

  private isPastHeader(tag: number, root: DataItem | undefined): boolean {
    if (tag > 0x7fe00010) return true;
    if (tag < 0x00420000 || root === undefined) return false;
    this.endsEarly ??= !this.mayHavePixels(root);
    return this.endsEarly;
  }

  /** An unknown VR of two capitals uses the long form (PS3.5 6.2) where its reserved bytes are zero and its length fits. */
  private looksLikeLongVR(at: number): boolean {
    if (!isUpperCase(this.source[at + 4]) || !isUpperCase(this.source[at + 5])) return false;
    if (this.source[at + 6] !== 0 || this.source[at + 7] !== 0 || !this.has(at, 12)) return false;
    return at + 12 + this.view.getUint32(at + 8, true) <= this.totalBytes;
  }
}

const isUpperCase = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x41 && byte <= 0x5a;
