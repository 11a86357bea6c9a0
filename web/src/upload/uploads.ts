/** The page's uploads: one scanner and one engine per signed-in account, alive whatever page is shown. */
import { preconnect } from 'react-dom';
import type { CallableName, CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import { call, prepareCalls } from '../firebase/call.ts';
import { webConfig } from '../firebase/config.ts';
import { idToken } from '../firebase/id-token.ts';
import { currentSession } from '../firebase/session.ts';
import { beforeSignOut } from '../firebase/sign-out.ts';
import { watchUpload } from '../firebase/upload-documents.ts';
import { browserClock } from '../intake/browser-clock.ts';
import { createScanner } from '../intake/core/scanner.ts';
import type { Scanner } from '../intake/core/scanner.ts';
import { askToRead, readPermission } from '../intake/sources/file-system-access.ts';
import { handleFiles } from '../intake/sources/handle-files.ts';
import { keepCodingChoice, readCodingChoice } from './coding-choice.ts';
import { countFinished } from './count-finished.ts';
import { createContinuing } from './core/continue-uploads.ts';
import type { Continuing } from './core/continue-uploads.ts';
import { forUpload } from './core/for-upload.ts';
import { createKeptUploads } from './core/kept-uploads.ts';
import type { Tickets } from './core/ports.ts';
import { createStarting } from './core/starting.ts';
import type { Starting } from './core/starting.ts';
import { createUploadEngine } from './core/upload-engine.ts';
import type { UploadEngine } from './core/upload-engine.ts';
import { isUnderWay } from './core/upload-state.ts';
import type { LastingWork } from './lasting-work.ts';
import { isSharedComputer, setSharedComputer, unlessShared } from './shared-computer.ts';
import { sharedWriter, startScanWorkers } from './scan-workers.ts';
import { browserLine } from './transport/browser-line.ts';
import { firebaseResumable } from './transport/firebase-resumable.ts';
import { sessionDb } from './transport/session-db.ts';
import { uploadLocks } from './transport/upload-locks.ts';

export interface Uploads {
  ownerUid: string;
  scanner: Scanner;
  starting: Starting;
  engine: UploadEngine;
  continuing: Continuing;
  /** Ends with the account's session. */
  stop: AbortController;
  workers: LastingWork[];
}

let current: Uploads | undefined;

/** The uploads of this account; those of an account that was signed in before are stopped and forgotten. */
export function uploadsOf(ownerUid: string): Uploads {
  if (current?.ownerUid === ownerUid) return current;
  if (current !== undefined) void forgetUploads();
  const workers = startScanWorkers();
  const sessions = unlessShared(sessionDb(), isSharedComputer);
  const kept = createKeptUploads({ ownerUid, sessions, locks: uploadLocks(), clock: browserClock });
  const tickets: Tickets = {
    prepare: prepareCalls,
    begin: (request) => {
      // The first bundle follows the answer.
      preconnect(webConfig().uploadOrigin, { crossOrigin: 'anonymous' });
      return callAs(ownerUid, 'beginUpload', request);
    },
    addBundles: (request) => callAs(ownerUid, 'addBundles', request),
    finish: (request) => callAs(ownerUid, 'finishUpload', request),
    cancel: (request) => callAs(ownerUid, 'cancelUpload', request),
  };
  const engine = createUploadEngine({
    ownerUid,
    clock: browserClock,
    line: browserLine,
    kept,
    coding: readCodingChoice,
    writer: sharedWriter(workers),
    documents: { watch: watchUpload },
    transport: firebaseResumable({
      origin: webConfig().uploadOrigin,
      idToken: (options) => idTokenOf(ownerUid, options),
    }),
    tickets,
  });
  const newScanner = () => createScanner(workers, browserClock, forUpload);
  const continuing = createContinuing({
    kept,
    engine,
    tickets,
    newScanner,
    clock: browserClock,
    line: browserLine,
    handles: {
      permission: readPermission,
      ask: askToRead,
      files: (handles) => handleFiles(handles, () => undefined),
    },
  });
  countFinished(engine.store, () => browserClock.nowMs());
  const stop = new AbortController();
  const scanner = newScanner();
  const starting = createStarting(scanner, engine);
  current = { ownerUid, engine, continuing, stop, scanner, starting, workers };
  void continuing.watch(stop.signal);
  beforeSignOut(forgetUploads);
  window.addEventListener('beforeunload', warnWhileUploading);
  return current;
}

/** Nothing is asked or sent in the name of whoever signs in after this account. */
async function idTokenOf(ownerUid: string, options?: Parameters<typeof idToken>[0]): Promise<string> {
  mustBeSignedIn(ownerUid);
  const token = await idToken(options);
  // Fetching it may have taken long.
  mustBeSignedIn(ownerUid);
  return token;
}

function mustBeSignedIn(ownerUid: string): void {
  const session = currentSession();
  if (session.status !== 'signed-in' || session.user.uid !== ownerUid) throw new AppError('unauthenticated');
}

/** The SDK leaves a token out that it could not renew, and the server takes the caller for a stranger. */
async function callAs<N extends CallableName>(
  ownerUid: string,
  name: N,
  request: CallableRequest<N>,
): Promise<CallableResponse<N>> {
  await idTokenOf(ownerUid);
  return call(name, request);
}

/** Uploads go on; nothing of them is kept in this browser from now on. */
export async function keepNothing(isShared: boolean): Promise<void> {
  setSharedComputer(isShared);
  if (isShared) await sessionDb().clear();
}

/** Stops everything and clears what this browser keeps of it. */
export async function forgetUploads(): Promise<void> {
  const leaving = current;
  current = undefined;
  window.removeEventListener('beforeunload', warnWhileUploading);
  leaving?.stop.abort();
  leaving?.scanner.clear();
  keepCodingChoice('automatic');
  setSharedComputer(false);
  try {
    await leaving?.engine.forget();
  } finally {
    for (const worker of leaving?.workers ?? []) worker.end();
  }
}

function warnWhileUploading(event: BeforeUnloadEvent): void {
  if (current?.engine.store.getState().uploads.some(({ step }) => isUnderWay(step)) === true)
    event.preventDefault();
}
