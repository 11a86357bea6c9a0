/** Sentences for doctors. Each reason says what is the matter and, where something can be done, what. */
import { asideWords } from '../../intake/core/aside-words.ts';
import type { ProblemReason, UploadState } from './upload-state.ts';

const reasons: Record<ProblemReason, string> = {
  ...asideWords,
  'beside-images': 'Beside the images, such as a viewer program or notes; not sent.',
  lost: 'Changed or disappeared during the upload. Drop it again.',
  forbidden: 'The server does not take it. If this stays so after a retry, cancel and drop the files again.',
  'not-given': 'Not among the files given this time. Drop it too, and the interrupted upload goes on.',
  'server-full': 'The service itself has no room left: tell whoever runs it, and try again later.',
  'kept-beside': 'Another version of this image is stored already; both are kept.',
  'invalid-argument': 'The server did not understand it. Reload the page and drop the files again.',
  unauthenticated: 'You are signed out. Sign in and try again; what was sent is kept.',
  'email-not-verified': 'Confirm your e-mail address first: we sent you a message with a link.',
  'attestation-missing': 'Confirm first that you may upload these images.',
  'not-found': 'This upload is no longer there. Drop the files again.',
  'identity-conflict': 'The study holds two different patient identities.',
  'quota-exceeded': 'Your storage is full. Delete studies you no longer need, then try again.',
  'too-large': 'Too large to be taken at once: leave out some series and upload them next.',
  'too-many-requests': 'Too many uploads at once. Wait for others to finish, then try again.',
  'link-unavailable': 'No longer valid.',
  'link-asks-confirmation': 'Not open yet.',
  'link-asks-passcode': 'Asks for a passcode.',
  'series-inseparable': 'Stored together with others.',
  'nothing-without-identity': 'Not to be shared without identity.',
  'upload-closed': 'This upload was ended. Drop the files again.',
  'study-held': 'A legal hold keeps the study as it is.',
  'sign-in-again': 'Sign in again, then try again; what was sent is kept.',
  'account-ending': 'This account is about to be deleted.',
  conflict: 'Something else changed the study at the same time. Try again.',
  unavailable: 'The server can’t be reached. Check your connection.',
};

export function reasonWords(reason: ProblemReason): string {
  return reasons[reason];
}

/** The state of one upload as a short sentence. `isListed`: its study is among those that are stored. */
export function stepWords(upload: UploadState, isListed = true): string {
  const { step, waitingFor, files, checked, storedAlready, repeated, failure, problems } = upload;
  const without = problems.filter(({ reason }) => reason !== 'kept-beside').length;
  switch (step) {
    case 'waiting':
      return 'Waiting for its turn';
    case 'checking':
      if (waitingFor !== undefined) return waitingWords(waitingFor);
      if (checked === files) return 'Asking what is stored already';
      return `Checking files: ${checked.toLocaleString()} of ${files.toLocaleString()}`;
    case 'sending':
      return waitingFor === undefined ? 'Uploading' : waitingWords(waitingFor);
    case 'paused':
      return 'Paused';
    case 'receiving':
      return waitingFor === undefined ? 'Uploaded; being read on the server' : waitingWords(waitingFor);
    case 'done':
      if (storedAlready + repeated === files) return 'Everything was stored already: nothing had to be sent';
      return without === 0
        ? 'Done'
        : `Done, without ${without.toLocaleString()} ${without === 1 ? 'file' : 'files'}`;
    case 'failed':
      return failure === undefined ? 'Stopped' : reasonWords(failure);
    case 'cancelling':
      return 'Being cancelled';
    case 'cancelled':
      return cancelledWords(isListed ? upload.arrived : 0);
  }
}

function waitingWords(reason: ProblemReason): string {
  if (reason === 'too-many-requests')
    return 'Too many uploads at once; it goes on by itself once others are through';
  if (reason === 'conflict') return 'Something else is changing the study; it goes on by itself';
  return 'Waiting for the connection; it goes on by itself';
}

function cancelledWords(arrived: number): string {
  if (arrived === 0) return 'Cancelled: nothing of it is kept';
  if (arrived === 1) return 'Cancelled: one image had arrived and stays in the study';
  return `Cancelled: ${arrived.toLocaleString()} images had arrived and stay in the study`;
}

/** 'less than a minute left', '3 minutes left', '1 hour 20 minutes left'. */
export function timeLeftWords(seconds: number): string {
  if (seconds < 60) return 'less than a minute left';
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const words = [
    hours === 0 ? '' : `${String(hours)} ${hours === 1 ? 'hour' : 'hours'}`,
    rest === 0 ? '' : `${String(rest)} ${rest === 1 ? 'minute' : 'minutes'}`,
  ];
  return `${words.filter((word) => word !== '').join(' ')} left`;
}
