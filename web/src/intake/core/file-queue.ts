/**
 * Which files are looked into next. Directories of discs come first; while one is awaited or read, nothing else is.
 * What a directory names is then read in its order, one batch at a time, once all of the drop is known: a disc
 * that is read in two places at once only seeks.
 */
import type { DicomDirectory, DirectoryInstance } from '@pacs/shared/dicom/media/dicomdir';
import { directoryInstances } from '@pacs/shared/dicom/media/dicomdir';
import { foldMediaPath, matchDirectory } from '@pacs/shared/dicom/media/match-directory';
import type { ListedPlace } from './grouping.ts';
import { pathOf } from './place.ts';
import type { SourceFile } from './place.ts';

export interface Queued {
  file: SourceFile;
  drop: Drop;
  listed?: ListedPlace;
}

/** What was given at once: paths are told apart within it. */
export interface Drop {
  isCollecting: boolean;
  /** Something in it is DICOM. */
  holdsDicom: boolean;
  /** Of all its files, read or not. */
  paths: string[];
  waiting: Queued[];
  discs: Disc[];
}

export interface Disc {
  directoryPath: string;
  directory: DicomDirectory;
  /** Files that are not known to be read or missing. */
  open: Map<DirectoryInstance, ListedPlace>;
  waiting: Queued[];
  isPlanned: boolean;
  isBusy: boolean;
}

export interface Batch {
  files: Queued[];
  isDirectory?: true;
  /** Read for header and digest at once, by one worker at a time. */
  disc?: Disc;
}

export interface FileQueue {
  newDrop(): Drop;
  push(drop: Drop, files: readonly SourceFile[]): void;
  addDisc(directory: Queued, content: DicomDirectory, places: readonly ListedPlace[]): void;
  /** undefined where nothing can be read now. Every batch is handed back by `done`. */
  next(): Batch | undefined;
  done(batch: Batch): void;
  hasWaiting(): boolean;
  /** Once all is read: what its directory names and nobody has found, and what was found after all. */
  conclude(sopInstanceUIDs: ReadonlySet<string>): Iterable<{ listed: ListedPlace; isMissing: boolean }>;
  /** A study that is no longer shown. */
  forgetStudy(studyKey: string): void;
}

const batchFiles = 48;
const discBatchFiles = 16;
const discBatchBytes = 16 * 1024 * 1024;

/** By name only so that it comes first; what it is, its content says. */
const isCalledDirectory = (file: SourceFile): boolean => /(^|\/)DICOMDIR$/.test(foldMediaPath(pathOf(file)));

export function createFileQueue(): FileQueue {
  const drops: Drop[] = [];
  const directories: Queued[] = [];
  let readingDirectories = 0;
  const discs = (): Disc[] => drops.flatMap((drop) => drop.discs);

  return {
    newDrop() {
      const drop: Drop = { isCollecting: true, holdsDicom: false, paths: [], waiting: [], discs: [] };
      drops.push(drop);
      return drop;
    },
    push(drop, files) {
      for (const file of files) {
        drop.paths.push(pathOf(file));
        (isCalledDirectory(file) ? directories : drop.waiting).push({ file, drop });
      }
    },
    addDisc({ file, drop }, directory, places) {
      const open = new Map<DirectoryInstance, ListedPlace>();
      directoryInstances(directory).forEach((instance, i) => {
        const place = places[i];
        if (place !== undefined) open.set(instance, place);
      });
      const about = { directoryPath: pathOf(file), directory, open };
      drop.discs.push({ ...about, waiting: [], isPlanned: false, isBusy: false });
    },
    next() {
      const directory = directories.shift();
      if (directory !== undefined) {
        readingDirectories += 1;
        return { files: [directory], isDirectory: true };
      }
      if (readingDirectories > 0) return undefined;
      for (const drop of drops) planDiscs(drop);
      const disc = discs().find((one) => !one.isBusy && one.waiting.length > 0);
      if (disc !== undefined) {
        disc.isBusy = true;
        return { disc, files: takeBatch(disc.waiting, discBatchFiles, discBatchBytes) };
      }
      const drop = drops.find((one) => one.waiting.length > 0 && !isHeld(one));
      return drop && { files: takeBatch(drop.waiting, batchFiles, Infinity) };
    },
    done({ disc, isDirectory }) {
      if (disc !== undefined) disc.isBusy = false;
      if (isDirectory === true) readingDirectories -= 1;
    },
    hasWaiting: () =>
      directories.length > 0 ||
      drops.some((drop) => drop.waiting.length > 0 || drop.discs.some((disc) => disc.waiting.length > 0)),
    *conclude(sopInstanceUIDs) {
      for (const { paths, discs: ofDrop } of drops)
        for (const { directory, directoryPath, open } of ofDrop) {
          if (open.size === 0) continue;
          const missing = new Set(
            matchDirectory(directory, { paths, directoryPath, sopInstanceUIDs }).missing,
          );
          for (const [instance, listed] of open) {
            const isMissing = missing.has(instance);
            if (!isMissing) open.delete(instance);
            yield { listed, isMissing };
          }
        }
    },
    forgetStudy(studyKey) {
      for (const { open } of discs())
        for (const [instance, listed] of open) if (listed.studyKey === studyKey) open.delete(instance);
    },
  };
}

const isHeld = (drop: Drop): boolean => drop.isCollecting && drop.discs.length > 0;

/** Takes what a directory names, in its order, and then what lies beside it, out of the drop's own queue. */
function planDiscs(drop: Drop): void {
  if (drop.isCollecting) return;
  for (const disc of drop.discs.filter(({ isPlanned }) => !isPlanned)) {
    disc.isPlanned = true;
    const { directory, directoryPath, open } = disc;
    const left = new Set(drop.waiting);
    const byPath = new Map(drop.waiting.map((one) => [pathOf(one.file), one]));
    const { present, extra } = matchDirectory(directory, { paths: drop.paths, directoryPath });
    for (const { path, instance } of [
      ...present,
      ...extra.map((one) => ({ path: one, instance: undefined })),
    ]) {
      const queued = byPath.get(path);
      const listed = instance && open.get(instance);
      if (queued === undefined || !left.delete(queued)) continue;
      disc.waiting.push(listed === undefined ? queued : { ...queued, listed });
    }
    drop.waiting = [...left];
  }
}

function takeBatch(from: Queued[], files: number, bytes: number): Queued[] {
  let count = 0;
  for (let sum = 0; count < files && count < from.length && sum < bytes; count += 1)
    sum += from[count]?.file.place.bytes ?? 0;
  return from.splice(0, count);
}
