/** Reads a file that lies as it is or deflated, from its start or whole. */
import type { AsideReason } from './inspection.ts';
import type { PackedBytes } from './place.ts';

export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** What to say about a file that a read has thrown for. */
export function failureOf(cause: unknown): AsideReason {
  return cause instanceof DamagedFile ? 'zip-damaged' : 'unreadable';
}

function inflated(data: Blob): ReadableStream<Uint8Array<ArrayBuffer>> {
  return data.stream().pipeThrough(new DecompressionStream('deflate-raw'));
}

/**
 * The first `count` bytes of the file, fewer where it ends before. Throws DamagedFile where it cannot be
 * inflated, and the browser's own DOMException where the file is gone, changed or not readable.
 */
export async function readStart(file: PackedBytes, count: number): Promise<Uint8Array<ArrayBuffer>> {
  const wanted = Math.min(count, file.bytes);
  if (file.packing === 'stored') return new Uint8Array(await file.data.slice(0, wanted).arrayBuffer());
  const bytes = new Uint8Array(wanted);
  let at = 0;
  const reader = inflated(file.data).getReader();
  try {
    while (at < wanted) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes.set(value.subarray(0, wanted - at), at);
      at += Math.min(value.length, wanted - at);
    }
  } catch (cause) {
    throw cause instanceof TypeError ? new DamagedFile('inflate', { cause }) : cause;
  }
  await reader.cancel();
  return bytes.subarray(0, at);
}

/** The whole file. Throws DamagedFile also where it is longer or shorter than its ZIP says. */
export async function readWhole(file: PackedBytes): Promise<Uint8Array<ArrayBuffer>> {
  if (file.packing === 'stored') return new Uint8Array(await file.data.arrayBuffer());
  const bytes = new Uint8Array(file.bytes);
  let at = 0;
  const reader = inflated(file.data).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > bytes.length) {
        await reader.cancel();
        throw new DamagedFile('longer than stated');
      }
      bytes.set(value, at);
      at += value.length;
    }
  } catch (cause) {
    throw cause instanceof TypeError ? new DamagedFile('inflate', { cause }) : cause;
  }
  if (at !== bytes.length) throw new DamagedFile('shorter than stated');
  return bytes;
}

/** The file as a Blob that the browser may keep on disk. undefined where it cannot be inflated as stated. */
export async function expandFile(file: PackedBytes): Promise<Blob | undefined> {
  if (file.packing === 'stored') return file.data;
  try {
    let bytes = 0;
    const counted = inflated(file.data).pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          bytes += chunk.length;
          if (bytes > file.bytes) controller.error(new DamagedFile('longer than stated'));
          else controller.enqueue(chunk);
        },
      }),
    );
    const expanded = await new Response(counted).blob();
    return expanded.size === file.bytes ? expanded : undefined;
  } catch {
    return undefined;
  }
}
