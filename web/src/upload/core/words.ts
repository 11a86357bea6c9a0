/** Sentences for doctors. Each reason says what is the matter and, where something can be done, what. */
import type { ProblemReason, UploadState } from './upload-state.ts';

const reasons: Record<ProblemReason, string> = {
  'not-dicom': 'Not a DICOM file.',
  dicomdir: 'The directory of a disc, not an image.',
  junk: 'Left over from an operating system.',
  'empty-entry': 'Empty.',
  directory: 'A folder.',
  symlink: 'A shortcut to another file, not a file itself.',
  'empty-file': 'The file is empty: it was probably not copied completely.',
  truncated:
    'The file ends too early: it was probably not copied completely. Copy it again from the original.',
  'bad-header': 'Looks like DICOM, but its header can’t be read.',
  'header-too-large': 'Its header is larger than what can be read.',
  'header-too-deep': 'Its header is nested deeper than what can be read.',
  'image-too-large': 'The image is larger than what can be taken.',
  'instance-too-large': 'Larger than 128 MB: single files of this size can’t be taken yet.',
  'no-sop-instance': 'A DICOM file, but without an image or document in it.',
  'zip-damaged': 'The ZIP is damaged here. Ask for it again, or unpack it and drop the folder.',
  'zip-encrypted': 'Protected by a password. Unpack it with the password and drop the folder.',
  'zip-nested-too-deep': 'A ZIP inside a ZIP inside a ZIP. Unpack it and drop the folder.',
  'zip-too-many-entries': 'The ZIP has too many files. Unpack it and drop the folder.',
  'zip-expands-too-far': 'The ZIP unpacks to far more than it should. Unpack it and drop the folder.',
  'zip-overlapping-entries': 'The ZIP is damaged: its files overlap.',
  'zip-method-unsupported': 'Packed in a way that can’t be read here. Unpack it and drop the folder.',
  'zip-crc-mismatch': 'Damaged inside the ZIP: its checksum does not match.',
  'zip-empty': 'The ZIP is empty.',
  'bundle-too-large': 'Too large to be taken at once.',
  'too-many-instances': 'Too many images at once.',
  iso: 'An image of a disc (ISO). Open it on this computer by a double click, then drop the disc that appears.',
  rar: 'A RAR archive. Unpack it on this computer and drop the folder.',
  '7z': 'A 7-Zip archive. Unpack it on this computer and drop the folder.',
  gzip: 'A gzip archive. Unpack it on this computer and drop the folder.',
  exe: 'A program, not images. If it is a viewer from a CD, drop the whole CD instead.',
  picture: 'An ordinary picture, not DICOM.',
  pdf: 'A PDF, not DICOM.',
  unreadable: 'Can’t be read: it was moved, changed or removed, or reading it is not allowed.',
  lost: 'Changed or disappeared during the upload. Drop it again.',
  forbidden: 'The server does not take it. If this stays so after a retry, cancel and drop the files again.',
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
  'upload-closed': 'This upload was ended. Drop the files again.',
  conflict: 'Something else changed the study at the same time. Try again.',
  unavailable: 'The server can’t be reached. Check your connection.',
  internal: 'Something went wrong on our side. Try again.',
};

export function reasonWords(reason: ProblemReason): string {
  return reasons[reason];
}

/** The state of one upload as a short sentence. */
export function stepWords(upload: UploadState): string {
  const { step, waitingForLine, files, checked, storedAlready, failure } = upload;
  switch (step) {
    case 'waiting':
      return 'Waiting for its turn';
    case 'checking':
      if (waitingForLine) return 'Waiting for the connection; it goes on by itself';
      return `Checking files: ${checked.toLocaleString()} of ${files.toLocaleString()}`;
    case 'sending':
      return waitingForLine ? 'Waiting for the connection; it goes on by itself' : 'Uploading';
    case 'paused':
      return 'Paused';
    case 'receiving':
      return waitingForLine
        ? 'Waiting for the connection; it goes on by itself'
        : 'Uploaded; being read on the server';
    case 'done':
      return storedAlready === files ? 'Everything was stored already: nothing had to be sent' : 'Done';
    case 'failed':
      return failure === undefined ? 'Stopped' : reasonWords(failure);
    case 'cancelling':
      return 'Being cancelled';
    case 'cancelled':
      return 'Cancelled: nothing of it is kept';
  }
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
