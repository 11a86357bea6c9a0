/**
 * Goes on with what an earlier life of this page, or a page that was closed, has left unfinished: by itself where
 * the files can still be read through the handles that were kept, after one press where the browser wants to ask
 * first, and else when the same files are given again.
 */
import type { StudyNode } from '../../intake/core/nodes.ts';
import type { SourceFile } from '../../intake/core/place.ts';
import type { Scanner } from '../../intake/core/scanner.ts';
import { createStore } from '../../intake/core/store.ts';
import type { ReadableStore } from '../../intake/core/store.ts';
import { retrying } from './backoff.ts';
import { isPassing } from './job-errors.ts';
import { digestsOf } from './kept-uploads.ts';
import type { KeptUploads } from './kept-uploads.ts';
import type { Clock, Line, StoredUpload, Tickets } from './ports.ts';
import { studyMark } from './study-mark.ts';
import type { UploadEngine } from './upload-engine.ts';

export interface Handles {
  permission(handle: FileSystemHandle): Promise<PermissionState>;
  /** Within a user's gesture. */
  ask(handle: FileSystemHandle): Promise<PermissionState>;
  files(handles: readonly FileSystemHandle[]): AsyncIterable<SourceFile[]>;
}

export interface Interrupted {
  uploadId: string;
  files: number;
  /** `ask`: one press and it goes on. `again`: the same files have to be given again. */
  needs: 'ask' | 'again';
}

export interface Continuation {
  interrupted: readonly Interrupted[];
  /** Files are being looked for. */
  looking?: { found: number; inspected: number };
}

export interface Continuing {
  store: ReadableStore<Continuation>;
  /** Looks for what is left, until nothing is or the signal aborts. */
  watch(signal: AbortSignal): Promise<void>;
  /** Called by a press: the browser asks the user. */
  ask(): Promise<void>;
  discard(uploadId: string): Promise<void>;
}

export interface ContinuingPorts {
  kept: KeptUploads;
  engine: Pick<UploadEngine, 'add' | 'pause'>;
  handles: Handles;
  tickets: Pick<Tickets, 'cancel'>;
  newScanner: () => Scanner;
  clock: Clock;
  line: Line;
}

interface Readable {
  upload: StoredUpload;
  roots: FileSystemHandle[];
}

/** Another page may be closed at any time, and leave its uploads to this one. */
const roundMs = 2000;

export function createContinuing(ports: ContinuingPorts): Continuing {
  const { kept, engine, handles, tickets, clock, line } = ports;
  const store = createStore<Continuation>({ interrupted: [] });
  /** Their files were not found where they had been. */
  const gone = new Set<string>();
  let askable: FileSystemHandle[] = [];
  /** Of the watch: what it started ends with it. */
  let signal = new AbortController().signal;
  let round: Promise<number> = Promise.resolve(0);

  /** How many are left for later. One round after the other. */
  function look(): Promise<number> {
    round = round.catch(() => 0).then(lookOnce);
    return round;
  }

  async function lookOnce(): Promise<number> {
    const unclaimed = await kept.unclaimed();
    const interrupted: Interrupted[] = [];
    const readable: Readable[] = [];
    const toAsk: FileSystemHandle[] = [];
    for (const upload of unclaimed) {
      const { uploadId } = upload;
      const roots = gone.has(uploadId) ? [] : await kept.handles(uploadId);
      const permission = await permissionOf(roots);
      if (permission === 'granted') readable.push({ upload, roots });
      else if (await kept.isFree(uploadId)) {
        const needs = permission === 'prompt' ? 'ask' : 'again';
        if (needs === 'ask') toAsk.push(...roots);
        interrupted.push({ uploadId, files: digestsOf(upload).length, needs });
      }
    }
    askable = toAsk;
    store.setState({ interrupted });
    // No sooner: where the look breaks off, all of it is left for the next one.
    const claimed = await Promise.all(readable.map(({ upload }) => kept.claim(upload.uploadId)));
    const mine = readable.filter((_, i) => claimed[i]);
    if (mine.length > 0) await goOn(mine);
    return unclaimed.length;
  }

  async function permissionOf(roots: readonly FileSystemHandle[]): Promise<PermissionState> {
    const all = await Promise.all(roots.map((root) => handles.permission(root)));
    if (all.length === 0 || all.includes('denied')) return 'denied';
    return all.includes('prompt') ? 'prompt' : 'granted';
  }

  async function goOn(all: readonly Readable[]): Promise<void> {
    const scanner = ports.newScanner();
    const watching = scanner.store.subscribe(() => {
      const { found, inspected } = scanner.store.getState();
      store.setState({ ...store.getState(), looking: { found, inspected } });
    });
    const byMark = new Map<string, StudyNode>();
    try {
      const roots = all.flatMap((one) => one.roots);
      for (const study of await studiesBelow(scanner, roots)) byMark.set(await studyMark(study.key), study);
    } catch {
      // Given again, they are found all the same: nothing is read here as long as the page is.
      byMark.clear();
    } finally {
      watching();
    }
    // Whoever is signed in by now, these are not theirs.
    if (signal.aborted) {
      scanner.clear();
      return;
    }
    const taken = new Map<StudyNode, ReturnType<Scanner['take']>>();
    for (const { upload } of all) {
      const study = byMark.get(upload.studyMark);
      if (study === undefined) {
        gone.add(upload.uploadId);
        kept.unclaim(upload.uploadId);
        continue;
      }
      const instances =
        taken.get(study) ?? scanner.take(study.key, new Set(study.series.map(({ key }) => key)));
      taken.set(study, instances);
      addTo(engine, upload, study, instances);
    }
    scanner.clear();
    store.setState({ interrupted: store.getState().interrupted });
  }

  async function studiesBelow(scanner: Scanner, roots: readonly FileSystemHandle[]): Promise<StudyNode[]> {
    await scanner.add(handles.files(roots));
    const isReading = (): boolean => scanner.store.getState().phase === 'reading';
    await new Promise<void>((resolve) => {
      const stop = scanner.store.subscribe(() => {
        if (isReading()) return;
        stop();
        resolve();
      });
      if (isReading()) return;
      stop();
      resolve();
    });
    return scanner.store.getState().patients.flatMap(({ studies }) => studies);
  }

  return {
    store,
    async watch(until) {
      signal = until;
      // What could not be looked at just now is left for the next round.
      while (!signal.aborted && (await look().catch(() => 1)) > 0)
        await clock.wait(roundMs, signal).catch(() => undefined);
    },
    async ask() {
      for (const root of askable) if ((await handles.ask(root)) !== 'granted') break;
      await look();
    },
    async discard(uploadId) {
      if (!(await kept.claim(uploadId))) return;
      const interrupted = store.getState().interrupted.filter((one) => one.uploadId !== uploadId);
      store.setState({ ...store.getState(), interrupted });
      // Kept until the server has answered: its ticket counts among those that may be open at once.
      await retrying(() => tickets.cancel({ uploadId }), {
        clock,
        line,
        signal,
        mends: isPassing,
        onWaiting: () => undefined,
      }).catch(() => undefined);
      if (!signal.aborted) await kept.remove(uploadId);
    },
  };
}

function addTo(
  engine: ContinuingPorts['engine'],
  upload: StoredUpload,
  study: StudyNode,
  instances: ReturnType<Scanner['take']>,
): void {
  const { key, studyInstanceUID, identity, studyDate, studyDescription, modalities } = study;
  const { uploadId, leftOut, missingByDirectory, isPaused } = upload;
  const added = engine.add({
    key,
    title: { identity, studyDate, studyDescription, modalities },
    studyInstanceUID,
    instances,
    leftOut,
    missingByDirectory,
    continues: { uploadId, sha256s: new Set(digestsOf(upload)) },
  });
  if (isPaused) engine.pause(added);
}
