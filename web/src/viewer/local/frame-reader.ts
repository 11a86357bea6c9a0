/** Frames that do not lie in a file as such: fragments, deflated data sets, files inside a ZIP. */
import { readHeader } from '@pacs/shared/dicom/read-header';
import { splitInstance } from '@pacs/shared/dicom/split-instance';
import type { SplitInstance } from '@pacs/shared/dicom/types';
import { limits } from '@pacs/shared/limits';
import { readWhole } from '../../intake/core/read-packed.ts';
import type { FrameRead, NumberedFile } from './local-work.ts';

/** Files taken apart are kept up to this, for the frames that are asked for next. */
const keptBytes = 192 * 1024 * 1024;

const failed = (reason: 'damaged' | 'unreachable'): FrameRead => ({ status: 'failed', reason });

function frameBytes(split: SplitInstance, frame: number): Uint8Array<ArrayBuffer> | undefined {
  const standalone = split.standalone?.[frame];
  if (standalone !== undefined) return standalone.slice();
  const payloads = (split.frames[frame]?.payloads ?? []).flatMap((number) => split.payloads[number] ?? []);
  const bytes = new Uint8Array(payloads.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const payload of payloads) {
    bytes.set(payload, at);
    at += payload.length;
  }
  return at === 0 ? undefined : bytes;
}

function takeApart(file: Uint8Array): SplitInstance | undefined {
  const read = readHeader(file, { totalBytes: file.length });
  return read.status === 'ok' ? splitInstance(file, read.header) : undefined;
}

export function createFrameReader(): (file: NumberedFile, frame: number) => Promise<FrameRead> {
  const kept = new Map<number, { bytes: number; split: Promise<SplitInstance | undefined> }>();

  const splitOf = (file: NumberedFile) => {
    const known = kept.get(file.number);
    // Most recently used last.
    kept.delete(file.number);
    const entry = known ?? { bytes: file.bytes, split: readWhole(file).then(takeApart) };
    kept.set(file.number, entry);
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [number, one] of kept) {
      if (bytes <= keptBytes || number === file.number) break;
      kept.delete(number);
      bytes -= one.bytes;
    }
    return entry.split;
  };

  return async (file, frame) => {
    if (file.bytes > limits.instanceMaxBytes) return failed('damaged');
    try {
      const split = await splitOf(file);
      const bytes = split && frameBytes(split, frame);
      return bytes === undefined ? failed('damaged') : { status: 'ok', bytes };
    } catch (cause) {
      kept.delete(file.number);
      return failed(cause instanceof DOMException ? 'unreachable' : 'damaged');
    }
  };
}
