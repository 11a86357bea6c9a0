/** The page's uploads: one scanner and one engine per signed-in account, alive whatever page is shown. */
import { call } from '../firebase/call.ts';
import { webConfig } from '../firebase/config.ts';
import { idToken } from '../firebase/id-token.ts';
import { beforeSignOut } from '../firebase/sign-out.ts';
import { watchUpload } from '../firebase/upload-documents.ts';
import { browserClock } from '../intake/browser-clock.ts';
import { createScanner } from '../intake/core/scanner.ts';
import type { Scanner } from '../intake/core/scanner.ts';
import { keepCodingChoice, readCodingChoice } from './coding-choice.ts';
import { countFinished } from './count-finished.ts';
import { forUpload } from './core/for-upload.ts';
import { createUploadEngine } from './core/upload-engine.ts';
import type { UploadEngine } from './core/upload-engine.ts';
import { isUnderWay } from './core/upload-state.ts';
import { isSharedComputer, removeAll, setSharedComputer, unlessShared } from './shared-computer.ts';
import { sharedWriter, startScanWorkers } from './scan-workers.ts';
import { firebaseResumable } from './transport/firebase-resumable.ts';
import { sessionDb } from './transport/session-db.ts';

export interface Uploads {
  ownerUid: string;
  scanner: Scanner;
  engine: UploadEngine;
}

let current: Uploads | undefined;

/** The uploads of this account; those of an account that was signed in before are stopped and forgotten. */
export function uploadsOf(ownerUid: string): Uploads {
  if (current?.ownerUid === ownerUid) return current;
  if (current !== undefined) void forgetUploads();
  const workers = startScanWorkers();
  const engine = createUploadEngine({
    ownerUid,
    clock: browserClock,
    sessions: unlessShared(sessionDb(), isSharedComputer),
    coding: readCodingChoice,
    writer: sharedWriter(workers),
    documents: { watch: watchUpload },
    transport: firebaseResumable({ origin: webConfig().uploadOrigin, idToken }),
    tickets: {
      begin: (request) => call('beginUpload', request),
      addBundles: (request) => call('addBundles', request),
      finish: (request) => call('finishUpload', request),
      cancel: (request) => call('cancelUpload', request),
    },
  });
  countFinished(engine.store, () => browserClock.nowMs());
  current = { ownerUid, engine, scanner: createScanner(workers, browserClock, forUpload) };
  beforeSignOut(forgetUploads);
  window.addEventListener('beforeunload', warnWhileUploading);
  return current;
}

/** Uploads go on; nothing of them is kept in this browser from now on. */
export async function keepNothing(isShared: boolean): Promise<void> {
  setSharedComputer(isShared);
  if (isShared) await removeAll(sessionDb());
}

/** Stops everything and clears what this browser keeps of it. */
export async function forgetUploads(): Promise<void> {
  const leaving = current;
  current = undefined;
  window.removeEventListener('beforeunload', warnWhileUploading);
  leaving?.scanner.clear();
  keepCodingChoice('automatic');
  setSharedComputer(false);
  await leaving?.engine.forget();
}

function warnWhileUploading(event: BeforeUnloadEvent): void {
  if (current?.engine.store.getState().uploads.some(({ step }) => isUnderWay(step)) === true)
    event.preventDefault();
}
