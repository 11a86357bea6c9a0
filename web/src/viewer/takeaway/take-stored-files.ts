/** Stored files, rebuilt in a worker. Loaded when they are first asked for. */
import { wrap } from 'comlink';
import type { TakenFiles } from '../core/study-access.ts';
import type { PackWork } from './pack-work.ts';
import { askFor, createStoredFiles, type FilesOf } from './stored-files.ts';

export async function takeStoredFiles(
  whose: FilesOf,
  headers: () => Promise<Record<string, string>>,
  series: string | undefined,
): Promise<TakenFiles> {
  const worker = new Worker(new URL('./pack.worker.ts', import.meta.url), { type: 'module', name: 'pack' });
  const close = () => {
    worker.terminate();
  };
  try {
    const stored = createStoredFiles(askFor(whose, headers), wrap<PackWork>(worker));
    const entries = await stored.entries();
    const wanted = entries.filter((entry) => series === undefined || entry.series === series);
    const files = wanted.map((entry) => ({
      id: entry.id,
      series: entry.series,
      read: () => stored.read(entry),
    }));
    return { files, close };
  } catch (cause) {
    close();
    throw cause;
  }
}
