/** A browser whose page has sent some of a folder, and its next page. */
import { expect } from 'vitest';
import { wholeFile, type SourceFile } from '../../../web/src/intake/core/place.ts';
import { createScanner } from '../../../web/src/intake/core/scanner.ts';
import type { ScannedInstance } from '../../../web/src/intake/core/scanned.ts';
import { createContinuing } from '../../../web/src/upload/core/continue-uploads.ts';
import { forUpload } from '../../../web/src/upload/core/for-upload.ts';
import { eventually } from '../../support/eventually.ts';
import { engineSet, type EngineSetOptions } from './engine-set.ts';
import { hereWork } from './here-work.ts';
import { memoryLocks, memorySessions } from './memory-sessions.ts';
import { fakeServer } from './server.ts';
import { tinyDicom } from './tiny-dicom.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A browser's disk and what it lets pages do: the folder CD, and a permission for it. */
function computer() {
  const folder = { name: 'CD' } as FileSystemHandle;
  const files = new Map<string, Bytes>();
  const state = { permission: 'granted' as PermissionState, answer: 'granted' as PermissionState, walks: 0 };
  const sourceOf = ([label, bytes]: [string, Bytes]): SourceFile => ({
    label: `CD/${label}`,
    nesting: 0,
    place: wholeFile(new Blob([bytes])),
    root: folder,
  });
  async function* below(roots: readonly FileSystemHandle[]): AsyncGenerator<SourceFile[]> {
    state.walks += 1;
    if (roots.length > 0) yield [...files].map(sourceOf);
  }
  const handles = {
    permission: async () => state.permission,
    ask: async () => (state.permission = state.answer),
    files: below,
  };
  return { folder, files, state, handles, sessions: memorySessions(), locks: memoryLocks() };
}

type Computer = ReturnType<typeof computer>;

/** A page of that browser, as it is after loading. */
export function page(on: Computer, server: EngineSetOptions['server'] = fakeServer()) {
  const set = engineSet({ server, sessions: on.sessions, locks: on.locks });
  const { engine, clock, kept } = set;
  let isGivenUp = false;
  const newScanner = () => {
    const scanner = createScanner([hereWork()], clock, forUpload);
    const clear = scanner.clear.bind(scanner);
    scanner.clear = () => {
      isGivenUp = true;
      clear();
    };
    return scanner;
  };
  const continuing = createContinuing({
    ...{ kept, engine, clock, line: set.line, newScanner },
    tickets: server.tickets,
    handles: on.handles,
  });
  const stop = new AbortController();
  void continuing.watch(stop.signal);
  const signOut = () => {
    stop.abort();
  };
  return {
    ...set,
    continuing,
    newScanner,
    signOut,
    isGivenUp: () => isGivenUp,
    leave: () => set.locks.close(),
  };
}

async function sendOne(on: Computer, { engine, clock, server, newScanner }: ReturnType<typeof page>) {
  server.sendFaults.push(
    () => 400,
    () => new Promise(() => undefined),
  );
  const scanner = newScanner();
  await scanner.add(on.handles.files([on.folder]));
  await eventually(async () => {
    await clock.advance(100);
    expect(scanner.store.getState().phase).toBe('ready');
  });
  const study = scanner.store.getState().patients[0]?.studies[0];
  if (study === undefined) throw new Error('no study');
  const instances: ScannedInstance[] = scanner.take(study.key, new Set(study.series.map(({ key }) => key)));
  const { key, studyInstanceUID, identity, modalities } = study;
  const title = { identity, modalities };
  engine.add({ key, studyInstanceUID, title, instances, leftOut: 2, missingByDirectory: 1 });
  await eventually(async () => {
    await clock.advance(1000);
    expect(server.calls.at(-1)).toMatch(/^send b0 400/);
  });
  server.calls.length = 0;
}

export const image = (n: number, study = '1.1') =>
  tinyDicom({ sop: `${study}.${String(n)}`, study, number: n, pixels: 200, noisy: true });

/** A page that has sent some of its folder, and waits for the line. */
export async function sending(files: Record<string, Bytes> = { '1': image(1) }) {
  const on = computer();
  for (const [name, bytes] of Object.entries(files)) on.files.set(name, bytes);
  const first = page(on);
  await sendOne(on, first);
  return { on, first };
}

/** The same, closed by now. */
export async function interrupted(files?: Record<string, Bytes>) {
  const set = await sending(files);
  set.first.leave();
  return set;
}
