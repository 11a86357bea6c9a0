/** Files and folders from a drop, a paste or an input, as they are found. Labels are paths below what was given. */
import { wholeFile } from '../core/place.ts';
import type { SourceFile } from '../core/place.ts';

const chunk = 200;

function sourceFile(file: File, label: string): SourceFile {
  return { label, nesting: 0, place: wholeFile(file) };
}

/** `<input type="file">`, with or without `webkitdirectory`. */
export async function* listedFiles(files: Iterable<File>): AsyncGenerator<SourceFile[]> {
  const all = [...files];
  for (let at = 0; at < all.length; at += chunk) {
    yield all
      .slice(at, at + chunk)
      .map((file) => sourceFile(file, file.webkitRelativePath === '' ? file.name : file.webkitRelativePath));
    await Promise.resolve();
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
