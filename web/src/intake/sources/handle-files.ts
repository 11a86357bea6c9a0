/** Files below handles: a folder is walked lazily, by name, and every file remembers what the user gave. */
import { nextTask } from '../next-task.ts';
import { sourceFile } from './source-file.ts';
import type { SourceFile } from '../core/place.ts';

/** Asked for at once: each is a question to another process. */
const together = 32;
/** A folder's names come thousands at once: other work has its turn after so long. */
const sliceMs = 8;

interface Found {
  handle: FileSystemHandle;
  label: string;
  root: FileSystemHandle;
}

/** What cannot be opened is passed to `unreadable` by its label. The same thing given twice is walked once. */
export async function* handleFiles(
  roots: readonly FileSystemHandle[],
  unreadable: (label: string) => void,
): AsyncGenerator<SourceFile[]> {
  const left: Found[] = (await distinct(roots)).map((root) => ({ handle: root, label: root.name, root }));
  left.reverse();
  while (left.length > 0) {
    const files: Found[] = [];
    while (left.length > 0 && files.length < together) {
      const found = left.pop();
      if (found === undefined) break;
      if (isFile(found.handle)) files.push(found);
      else if (isDirectory(found.handle)) {
        try {
          left.push(...(await childrenOf(found.handle, found)).reverse());
        } catch {
          unreadable(found.label);
        }
      }
    }
    const opened = await Promise.all(files.map((found) => open(found, unreadable)));
    const some = opened.filter((file) => file !== undefined);
    if (some.length > 0) yield some;
    await nextTask();
  }
}

const isFile = (handle: FileSystemHandle): handle is FileSystemFileHandle => handle.kind === 'file';
const isDirectory = (handle: FileSystemHandle): handle is FileSystemDirectoryHandle =>
  handle.kind === 'directory';

async function open(
  { handle, label, root }: Found,
  unreadable: (label: string) => void,
): Promise<SourceFile | undefined> {
  try {
    return isFile(handle) ? { ...sourceFile(await handle.getFile(), label), root } : undefined;
  } catch {
    unreadable(label);
    return undefined;
  }
}

async function childrenOf(folder: FileSystemDirectoryHandle, { label, root }: Found): Promise<Found[]> {
  const children: Found[] = [];
  let endMs = performance.now() + sliceMs;
  for await (const handle of folder.values()) {
    children.push({ handle, label: `${label}/${handle.name}`, root });
    if (performance.now() < endMs) continue;
    await nextTask();
    endMs = performance.now() + sliceMs;
  }
  return children.sort((a, b) => (a.label < b.label ? -1 : 1));
}

async function distinct(handles: readonly FileSystemHandle[]): Promise<FileSystemHandle[]> {
  const byName = new Map<string, FileSystemHandle[]>();
  for (const handle of handles) {
    const alike = byName.get(handle.name) ?? [];
    const same = await Promise.all(alike.map((other) => other.isSameEntry(handle)));
    if (!same.includes(true)) byName.set(handle.name, [...alike, handle]);
  }
  return [...byName.values()].flat();
}
