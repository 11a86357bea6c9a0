/** What a directory names, against the files that are there. */
import { type DicomDirectory, type DirectoryInstance, directoryInstances } from './dicomdir.ts';

export interface DirectoryMatch {
  present: { instance: DirectoryInstance; path: string }[];
  /** Named, and neither at its place nor among what was read. */
  missing: DirectoryInstance[];
  /** Paths below the directory's folder that it does not name, the directory itself excepted. */
  extra: string[];
}

export interface WhatIsThere {
  /** Paths with '/' or '\' as the browser or an archive gives them. */
  paths: readonly string[];
  /** Path of the DICOMDIR among them; what it names lies below its folder. */
  directoryPath: string;
  /** Of files that were read, wherever they lay: discs are copied and their files renamed. */
  sopInstanceUIDs?: ReadonlySet<string>;
}

/**
 * A path as ISO 9660 level 1 may show it (PS3.10 8.5, PS3.12 Annex F): upper case, without the version ';1', the
 * dot of a missing extension and trailing spaces.
 */
export const foldMediaPath = (path: string): string =>
  path
    .replace(/\\/g, '/')
    .split('/')
    .map((part) =>
      part
        .normalize('NFC')
        .toUpperCase()
        .replace(/;\d+$/, '')
        .replace(/[. ]+$/, ''),
    )
    .filter((part) => part !== '')
    .join('/');

export function matchDirectory(directory: DicomDirectory, there: WhatIsThere): DirectoryMatch {
  const own = foldMediaPath(there.directoryPath);
  const folder = own.includes('/') ? `${own.slice(0, own.lastIndexOf('/'))}/` : '';
  const byPath = new Map<string, string>();
  for (const path of there.paths) {
    const folded = foldMediaPath(path);
    if (!byPath.has(folded)) byPath.set(folded, path);
  }
  const match: DirectoryMatch = { present: [], missing: [], extra: [] };
  const named = new Set([own]);
  for (const instance of directoryInstances(directory)) {
    const folded = folder + foldMediaPath(instance.path.join('/'));
    const path = byPath.get(folded);
    const isRead =
      instance.sopInstanceUID !== undefined && there.sopInstanceUIDs?.has(instance.sopInstanceUID) === true;
    named.add(folded);
    if (path !== undefined) match.present.push({ instance, path });
    else if (!isRead) match.missing.push(instance);
  }
  for (const [folded, path] of byPath)
    if (folded.startsWith(folder) && !named.has(folded)) match.extra.push(path);
  return match;
}
