/** Frames of one instance on their way into a pack: coded where that pays, laid out, with the recipe to undo it. */
import { crc32c } from '@pacs/shared/crc32c';
import type { SplitInstance } from '@pacs/shared/dicom/types';
import { limits } from '@pacs/shared/limits';
import type { FrameCoding } from '@pacs/shared/manifest';
import type { PackLayout, Run } from '@pacs/shared/packs/pack-layout';
import type { EncodedFrame, FrameCodec } from './codec-port.ts';
import type { ReadInstance } from './packed-instance.ts';
import { sha256Of } from './sha256-of.ts';

export interface DraftFrame {
  coding: FrameCoding;
  lead: Run | undefined;
  /** Consecutive in the pack. */
  rest: Run[];
  crc: number;
  leadCrc?: number;
  resolutions: number[];
  bitOffset: number;
  range?: [number, number];
}

export interface DraftPayload {
  coding: FrameCoding;
  runs: Run[];
}

export interface DraftFrames {
  frames: DraftFrame[];
  /** By payload number of the split. */
  payloads: DraftPayload[];
}

/** A preview is worth sending first while it is a small part of the frame: the largest resolution below this share. */
const leadShare = 1 / 6;

function leadBytesOf({ codestream, resolutions }: EncodedFrame): number {
  const small = resolutions.filter((end) => end <= codestream.length * leadShare);
  return small.at(-1) ?? resolutions[0] ?? 0;
}

function crcOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((crc, bytes) => crc32c(bytes, crc), 0);
}

export async function draftFrames(
  instance: ReadInstance,
  layout: PackLayout,
  codec: FrameCodec,
): Promise<DraftFrames> {
  const { split } = instance;
  if (!split) return { frames: [], payloads: [] };
  const encode = encoderOf(instance, codec);
  if (split.standalone) {
    const frames: DraftFrame[] = [];
    for (const [i, native] of split.standalone.entries()) {
      const encoded = await encode(native);
      frames.push(
        encoded ? addEncoded(encoded, layout) : addAsIs([layout.addRest(native)], bitOffsetOf(split, i)),
      );
    }
    return {
      frames,
      payloads: split.payloads.map((bytes) => ({ coding: 'as-is', runs: [layout.addRest(bytes)] })),
    };
  }
  return draftPayloads(split, layout, encode);
}

/** Coded by the client where that was done for the same pixels, else here. */
function encoderOf(
  { header, file, split, adopted }: ReadInstance,
  codec: FrameCodec,
): (native: Uint8Array) => Promise<EncodedFrame | undefined> {
  const { format, pixelData, transferSyntaxUID } = header;
  const none = () => Promise.resolve(undefined);
  if (format === undefined || pixelData?.encapsulated !== false) return none;
  // The file, its frames beside it and their codestreams would be held together.
  if (split?.standalone && file.length > limits.packHeldMaxBytes) return none;
  return (native) => {
    const lies = native.buffer === file.buffer ? native.byteOffset - file.byteOffset : undefined;
    const brought = lies === undefined ? undefined : adopted?.get(lies);
    if (
      JSON.stringify(brought?.format) === JSON.stringify(format) &&
      brought?.nativeSha256 === sha256Of(native)
    )
      return Promise.resolve(brought.frame);
    return codec.encode(native, format, transferSyntaxUID);
  };
}

const bitOffsetOf = (split: SplitInstance, frame: number) => split.frames[frame]?.bitOffset ?? 0;

async function draftPayloads(
  split: SplitInstance,
  layout: PackLayout,
  encode: (native: Uint8Array) => Promise<EncodedFrame | undefined>,
): Promise<DraftFrames> {
  const payloads: DraftPayload[] = [];
  const encodedOf = new Map<number, DraftFrame>();
  const uses = usesOfPayloads(split);
  for (const [number, bytes] of split.payloads.entries()) {
    // A payload that is one whole frame of its own may be coded; fragments and shared bytes stay.
    const encoded = uses.get(number) === 'one-frame' ? await encode(bytes) : undefined;
    if (encoded) {
      const frame = addEncoded(encoded, layout);
      encodedOf.set(number, frame);
      payloads.push({ coding: 'htj2k', runs: [...(frame.lead ? [frame.lead] : []), ...frame.rest] });
    } else payloads.push({ coding: 'as-is', runs: [layout.addRest(bytes)] });
  }
  const frames = split.frames.map(({ payloads: numbers, bitOffset }): DraftFrame => {
    const [first] = numbers;
    const encoded = first === undefined ? undefined : encodedOf.get(first);
    if (encoded) return encoded;
    const isConsecutive = numbers.every((number, i) => number === (first ?? 0) + i);
    const runs = numbers.flatMap((number) => payloads[number]?.runs ?? []);
    return addAsIs(isConsecutive ? runs : runs.map(({ bytes }) => layout.addRest(bytes)), bitOffset);
  });
  return { frames, payloads };
}

function usesOfPayloads(split: SplitInstance): Map<number, 'one-frame' | 'part'> {
  const uses = new Map<number, 'one-frame' | 'part'>();
  for (const { payloads, bitOffset } of split.frames)
    for (const number of payloads) {
      const isWhole = payloads.length === 1 && bitOffset === 0 && !uses.has(number);
      uses.set(number, isWhole ? 'one-frame' : 'part');
    }
  return uses;
}

function addEncoded(encoded: EncodedFrame, layout: PackLayout): DraftFrame {
  const { codestream, resolutions, range } = encoded;
  const leadBytes = leadBytesOf(encoded);
  const lead = codestream.subarray(0, leadBytes);
  const rest = codestream.subarray(leadBytes);
  const leadCrc = crc32c(lead);
  return {
    coding: 'htj2k',
    lead: layout.addLead(lead),
    rest: [layout.addRest(rest)],
    crc: crc32c(rest, leadCrc),
    leadCrc,
    resolutions,
    bitOffset: 0,
    range,
  };
}

function addAsIs(runs: Run[], bitOffset: number): DraftFrame {
  return {
    coding: 'as-is',
    lead: undefined,
    rest: runs,
    crc: crcOf(runs.map(({ bytes }) => bytes)),
    resolutions: [],
    bitOffset,
  };
}
