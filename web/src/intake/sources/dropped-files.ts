/** Files and folders from a drop, a paste or an input, as they are found. Labels are paths below what was given. */
import { wholeFile } from '../core/place.ts';
import type { SourceFile } from '../core/place.ts';

const chunk = 200;

function sourceFile(file: File, label: string): SourceFile {
  return { label, nesting: 0, place: wholeFile(file) };
}

/** Lets the page paint and answer between two chunks. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** `<input type="file">`, with or without `webkitdirectory`. Files are asked for by number: each costs the browser something. */
export async function* listedFiles(files: ArrayLike<File>): AsyncGenerator<SourceFile[]> {
  for (let at = 0; at < files.length; at += chunk) {
    const some: SourceFile[] = [];
    for (let i = at; i < Math.min(at + chunk, files.length); i++) {
      const file = files[i];
      if (file !== undefined)
        some.push(sourceFile(file, file.webkitRelativePath === '' ? file.name : file.webkitRelativePath));
    }
    yield some;
    await nextTask();
  }
}

/**
 * Must be called within the drop event: its items are gone afterwards. Folders are walked lazily. An entry
 * that cannot be opened is passed to `unreadable` by its label.
 */
export function droppedFiles(
  transfer: DataTransfer,
  unreadable: (label: string) => void,
): AsyncGenerator<SourceFile[]> {
  const entries: FileSystemEntry[] = [];
  const files: File[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = entry === null ? item.getAsFile() : null;
    if (entry !== null) entries.push(entry);
    else if (file !== null) files.push(file);
  }
  return walk(entries, files, unreadable);
}

async function* walk(
  entries: FileSystemEntry[],
  files: File[],
  unreadable: (label: string) => void,
): AsyncGenerator<SourceFile[]> {
  yield* listedFiles(files);
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
