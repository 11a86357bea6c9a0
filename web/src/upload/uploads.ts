/** The page's uploads: one scanner and one engine per signed-in account, alive whatever page is shown. */
import type { CallableName, CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { call } from '../firebase/call.ts';
import { webConfig } from '../firebase/config.ts';
import { idToken } from '../firebase/id-token.ts';
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
import { createUploadEngine } from './core/upload-engine.ts';
import type { UploadEngine } from './core/upload-engine.ts';
import { isUnderWay } from './core/upload-state.ts';
import { isSharedComputer, setSharedComputer, unlessShared } from './shared-computer.ts';
import { sharedWriter, startScanWorkers } from './scan-workers.ts';
import { browserLine } from './transport/browser-line.ts';
import { firebaseResumable } from './transport/firebase-resumable.ts';
import { sessionDb } from './transport/session-db.ts';
import { uploadLocks } from './transport/upload-locks.ts';

export interface Uploads {
  ownerUid: string;
  scanner: Scanner;
  engine: UploadEngine;
  continuing: Continuing;
  /** Ends with the account's session. */
  stop: AbortController;
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
    begin: (request) => callSignedIn('beginUpload', request),
    addBundles: (request) => callSignedIn('addBundles', request),
    finish: (request) => callSignedIn('finishUpload', request),
    cancel: (request) => callSignedIn('cancelUpload', request),
  };
  const engine = createUploadEngine({
    ownerUid,
    clock: browserClock,
    line: browserLine,
    kept,
    coding: readCodingChoice,
    writer: sharedWriter(workers),
    documents: { watch: watchUpload },
    transport: firebaseResumable({ origin: webConfig().uploadOrigin, idToken }),
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
  current = { ownerUid, engine, continuing, stop, scanner: newScanner() };
  void continuing.watch(stop.signal);
  beforeSignOut(forgetUploads);
  window.addEventListener('beforeunload', warnWhileUploading);
  return current;
}

/** The SDK leaves a token out that it could not renew, and the server takes the caller for a stranger. */
async function callSignedIn<N extends CallableName>(
  name: N,
  request: CallableRequest<N>,
): Promise<CallableResponse<N>> {
  await idToken();
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
  await leaving?.engine.forget();
}

function warnWhileUploading(event: BeforeUnloadEvent): void {
  if (current?.engine.store.getState().uploads.some(({ step }) => isUnderWay(step)) === true)
    event.preventDefault();
}
