/** A picture for every stack that a pack holds frames of, made before the pack is laid out. */
import { buildStacks } from '@pacs/shared/dicom/build-stacks';
import { placeDisplay } from '@pacs/shared/dicom/place-display';
import type { StackInput } from '@pacs/shared/dicom/stack-keys';
import type { DicomHeader } from '@pacs/shared/dicom/types';
import { limits } from '@pacs/shared/limits';
import type { Run } from '@pacs/shared/packs/pack-layout';
import { portraitPosition } from '@pacs/shared/study/portrait';
import type { Clock } from '../ports.ts';
import type { Thumbnailer, ThumbnailSource } from './codec-port.ts';
import { isDrawn } from './choose-thumbnail.ts';
import { timedThumbnailer } from './timed-thumbnailer.ts';
import type { DraftFile } from './draft-file.ts';
import type { DraftFrame } from './draft-frames.ts';

export interface StackThumbnails {
  /** The frames that stand for the stacks of these files, each with its picture; none of a dose page. */
  of(files: readonly DraftFile[]): Promise<Map<DraftFrame, Uint8Array>>;
}

const size = { side: limits.stackThumbnailSide, maxBytes: limits.stackThumbnailMaxBytes };

/** For one run of a function: past its time stacks get none. */
export function stackThumbnails(thumbnailer: Thumbnailer, clock: Pick<Clock, 'now'>): StackThumbnails {
  const timed = timedThumbnailer(thumbnailer, clock, limits.stackThumbnailsMaxMs);
  return {
    async of(files) {
      const made = new Map<DraftFrame, Uint8Array>();
      const stacks = buildStacks(files.flatMap((file, number) => inputOf(file, number) ?? []));
      for (const stack of stacks) {
        const [number, at] = stack.frames[portraitPosition(stack)] ?? [-1, -1];
        const file = files[number];
        const frame = file?.drafted.frames[at];
        if (!file || !frame || stack.role === 'dose') continue;
        const source = sourceOf(file.instance.header, frame, at);
        const webp = source && (await timed.render(source, size));
        if (webp) made.set(frame, webp);
      }
      return made;
    },
  };
}

/** As the whole study will be grouped, of this pack alone; undefined for what has no picture. */
function inputOf({ instance: { header }, drafted }: DraftFile, instance: number): StackInput | undefined {
  const { format, series, role, stack } = header;
  const frames = drafted.frames.length;
  if (header.kind !== 'image' || !format || frames === 0) return undefined;
  return {
    instance,
    series: header.seriesInstanceUID,
    modality: series.modality,
    role,
    frames,
    rows: format.rows,
    columns: format.columns,
    photometricInterpretation: format.photometricInterpretation,
    facts: stack,
    ...(frames > 1 && { frameFacts: header.frames }),
  };
}

function sourceOf(header: DicomHeader, frame: DraftFrame, number: number): ThumbnailSource | undefined {
  const { format, transferSyntaxUID } = header;
  const runs = [...(frame.lead ? [frame.lead] : []), ...frame.rest];
  if (!format || !isDrawn(format, bytesOf(runs))) return undefined;
  const raw = header.frames[number]?.display ?? header.display;
  const blobs: Uint8Array[] = [];
  const display =
    raw &&
    placeDisplay(raw, (bytes) => ({ pack: 0, at: blobs.push(bytes) - 1, bytes: bytes.length, crc: 0 }));
  return {
    bytes: joined(runs),
    coding: frame.coding,
    transferSyntaxUID,
    format,
    bitOffset: frame.bitOffset,
    resolutions: frame.resolutions,
    range: frame.range,
    display,
    blob: ({ at }) => Promise.resolve(blobs[at] ?? new Uint8Array()),
  };
}

const bytesOf = (runs: readonly Run[]) => runs.reduce((sum, { bytes }) => sum + bytes.length, 0);

/** Of one run itself: a copy of a large frame counts. */
function joined(runs: readonly Run[]): Uint8Array {
  const [first] = runs;
  if (first && runs.length === 1) return first.bytes;
  const whole = new Uint8Array(bytesOf(runs));
  let at = 0;
  for (const { bytes } of runs) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}
