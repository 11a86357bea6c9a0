/** Where a large file is written to as it comes. */
import { saveBlob } from '../../ui/save-blob.ts';

export interface StreamTarget {
  into: WritableStream<Uint8Array>;
  /** After `into` was closed. */
  finish(): Promise<void>;
}

interface SavePicker {
  showSaveFilePicker(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
}

const canPick = (scope: object): scope is SavePicker => 'showSaveFilePicker' in scope;

/**
 * A file of the user's choosing where the browser lets one choose; else the bytes gather in a Blob, which browsers
 * keep on disk when it grows, and are saved at the end. undefined where the user thought better of it.
 */
export async function openTarget(name: string): Promise<StreamTarget | undefined> {
  if (canPick(window)) {
    try {
      const handle = await window.showSaveFilePicker({ suggestedName: name });
      return { into: await handle.createWritable(), finish: () => Promise.resolve() };
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') return undefined;
      if (!(cause instanceof DOMException)) throw cause;
    }
  }
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const blob = new Response(readable).blob();
  // An abort ends here; whoever writes hears of it there.
  blob.catch(() => undefined);
  return {
    into: writable,
    finish: async () => saveBlob(await blob, name),
  };
}
