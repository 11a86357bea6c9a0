/** Files and folders from a drop, a paste or an input, as they are found. Labels are paths below what was given. */
import type { SourceFile } from '../core/place.ts';
import { nextTask } from '../next-task.ts';
import './file-system-access.ts';
import { handleFiles } from './handle-files.ts';
import { sourceFile } from './source-file.ts';

const chunk = 200;
/** A chosen file's size is asked of the disk while the page waits: other work has its turn after so long. */
const sliceMs = 8;
/** Dropped one by one, more than these are not kept: each would be one more for the browser to ask about. */
const mostHandles = 200;

/** `<input type="file">`, with or without `webkitdirectory`. Files are asked for by number: each costs the browser something. */
export async function* listedFiles(files: ArrayLike<File>): AsyncGenerator<SourceFile[]> {
  for (let at = 0; at < files.length;) {
    const some: SourceFile[] = [];
    const endMs = performance.now() + sliceMs;
    for (; at < files.length && some.length < chunk && performance.now() < endMs; at += 1) {
      const file = files[at];
      if (file !== undefined)
        some.push(sourceFile(file, file.webkitRelativePath === '' ? file.name : file.webkitRelativePath));
    }
    yield some;
    await nextTask();
  }
}

interface Dropped {
  handle: Promise<FileSystemHandle | undefined>;
  entry: FileSystemEntry | null;
  file: File | null;
}

/**
 * Must be called within the drop event: its items are gone afterwards. Folders are walked lazily. An entry
 * that cannot be opened is passed to `unreadable` by its label. Where the browser gives handles, files have them.
 */
export function droppedFiles(
  transfer: DataTransfer,
  unreadable: (label: string) => void,
): AsyncGenerator<SourceFile[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const dropped = items.map((item): Dropped => {
    const asked = items.length > mostHandles ? undefined : item.getAsFileSystemHandle?.();
    // null, in Chromium also undefined, for what lies in no file system: a file that a page made.
    const handle = Promise.resolve(asked).then(
      (given) => given ?? undefined,
      () => undefined,
    );
    const entry = item.webkitGetAsEntry();
    return { handle, entry, file: entry === null ? item.getAsFile() : null };
  });
  return walkAll(dropped, unreadable);
}

async function* walkAll(
  dropped: readonly Dropped[],
  unreadable: (label: string) => void,
): AsyncGenerator<SourceFile[]> {
  const handles: FileSystemHandle[] = [];
  const entries: FileSystemEntry[] = [];
  const files: File[] = [];
  for (const { handle, entry, file } of dropped) {
    const kept = await handle;
    if (kept !== undefined) handles.push(kept);
    else if (entry !== null) entries.push(entry);
    else if (file !== null) files.push(file);
  }
  yield* handleFiles(handles, unreadable);
  yield* listedFiles(files);
  yield* walk(entries, unreadable);
}

async function* walk(
  entries: readonly FileSystemEntry[],
  unreadable: (label: string) => void,
): AsyncGenerator<SourceFile[]> {
  let found: SourceFile[] = [];
  const left = [...entries].reverse();
  for (let entry = left.pop(); entry !== undefined; entry = left.pop()) {
    const label = entry.fullPath.replace(/^\//, '');
    try {
      if (isFile(entry)) found.push(sourceFile(await fileOf(entry), label));
      else if (isDirectory(entry)) left.push(...(await childrenOf(entry)).reverse());
    } catch {
      unreadable(label);
    }
    if (found.length >= chunk) {
      yield found;
      found = [];
    }
  }
  if (found.length > 0) yield found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

/** Browsers give at most a hundred at a time, and an empty list at the end. */
async function childrenOf(entry: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = entry.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return children;
    children.push(...some);
  }
}
