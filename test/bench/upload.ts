/**
 * `npm run bench:upload`: a CT of 500 slices (264 MB, compressing as a real one does) through the app in Chromium at
 * 20 Mbit/s up and 40 ms: with frames coded before they leave and without; and, in the same run, the Firebase SDK's
 * uploadBytesResumable file by file; and how the page takes 5,000 files. One JSON line a case. Functions are warm, as they are where anybody uses them;
 * and ingest, which runs on machines of its own, is kept waiting: `coded-with-ingest` is the same with it on this one.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { createUser } from '../../tools/seed/create-user.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import type { StackInfo } from '../../tools/stack/stack-info.ts';
import { host, portsFrom } from '../../tools/stack/ports.ts';
import { startStack } from '../../tools/stack/start-stack.ts';
import { uploadStudy } from '../../tools/seed/upload-study.ts';
import { waitForIngest } from '../../tools/seed/wait-for-ingest.ts';
import { headersPerSecond } from './header-rate.ts';
import { longestTasksOfDrop, longestTasksOfUpload } from './many-files.ts';
import { sdkUploadSeconds } from './sdk-page.ts';
import { uploadOnce } from './upload-once.ts';

const line = { roundTripMs: 40, downBitsPerSecond: 100_000_000, upBitsPerSecond: 20_000_000 };
const portBase = 39_200;
const slices = 500;
/** The SDK sends one file after the other: a part of them tells what all would take. */
const sdkSlices = 60;
/** At this share of the phantom's noise its slices compress 4.8:1, as the real CTs measured do. */
const noise = 0.66;

const folder = mkdtempSync(join(tmpdir(), 'bench-upload-'));
const say = (result: object) => process.stdout.write(`${JSON.stringify(result)}\n`);
const round = (value: number) => Math.round(value * 100) / 100;
const secondsAtLine = (bytes: number) => (bytes * 8) / line.upBitsPerSecond;

/** Slices that are drawn; the others have their pixels under UIDs of their own: drawing all would take minutes. */
const drawn = 50;

function writeStudy(key: string): { path: string; files: string[]; bytes: number } {
  const path = join(folder, key);
  mkdirSync(path, { recursive: true });
  const files: string[] = [];
  let bytes = 0;
  const study = { key: `bench ${key}`, description: 'Bench' };
  const base = ctVolume({ slices: drawn, size: 512, noise, study });
  for (let copy = 0; copy < slices / drawn; copy += 1)
    for (const file of base) {
      const at = join(path, `${String(files.length).padStart(4, '0')}.dcm`);
      writeFileSync(at, withUidOf(file.bytes, copy));
      files.push(at);
      bytes += file.bytes.length;
    }
  return { path, files, bytes };
}

/** Another SOPInstanceUID of the same length, wherever it stands: those drawn are hashes, so their ends are free. */
function withUidOf(file: Uint8Array, copy: number): Uint8Array {
  const bytes = Buffer.from(file);
  const uid = headerOf(file).sopInstanceUID;
  const changed = uid.slice(0, -2) + String(10 + copy);
  for (let at = bytes.indexOf(uid); at !== -1; at = bytes.indexOf(uid, at + uid.length))
    bytes.write(changed, at, 'latin1');
  return bytes;
}

const readBytes = (path: string) => new Uint8Array(readFileSync(path));

function headerOf(bytes: Uint8Array = new Uint8Array()) {
  const read = readHeader(bytes, { totalBytes: bytes.length });
  if (read.status !== 'ok') throw new Error(read.status);
  return read.header;
}

/** Words on the command line choose cases: headers, many, many-studies, sdk, or one of `appCases`. */
const words = process.argv.slice(2);
const isWanted = (name: string) => words.length === 0 || words.includes(name);

interface Bench {
  stack: StackInfo;
  user: { email: string; password: string };
  idToken: string;
}

/** As many uploads at once as the app has lanes: the emulator starts a process for each call that finds none free. */
async function warmFunctions({ stack, idToken }: Bench): Promise<void> {
  const lanes = [1, 2, 3, 4].map(async (lane) => {
    const study = { key: `warm ${String(lane)}`, description: 'Warm' };
    const uploadId = await uploadStudy(stack, idToken, ctVolume({ slices: 2, size: 512, study }));
    await waitForIngest(stack, idToken, uploadId);
  });
  await Promise.all(lanes);
}

/** By the emulators' own switch: what is stored meanwhile tells no function. */
async function switchIngest(to: 'enable' | 'disable'): Promise<void> {
  const hub = `http://${host}:${String(portsFrom(portBase).hub)}`;
  const answer = await fetch(`${hub}/functions/${to}BackgroundTriggers`, { method: 'PUT' });
  if (!answer.ok) throw new Error(`the emulators did not ${to} triggers: ${await answer.text()}`);
}

interface AppCase {
  coding: 'always' | 'never';
  withIngest?: true;
  /** The list is looked at before the button is pressed: files are hashed meanwhile. */
  readsSeconds?: number;
}

const appCases: Record<string, AppCase> = {
  coded: { coding: 'always' },
  'coded-read': { coding: 'always', readsSeconds: 5 },
  plain: { coding: 'never' },
  'plain-read': { coding: 'never', readsSeconds: 5 },
  'coded-with-ingest': { coding: 'always', withIngest: true },
};

async function measureApp({ stack, user }: Bench, name: string, wanted: AppCase): Promise<void> {
  const { coding, withIngest = false, readsSeconds = 0 } = wanted;
  const study = writeStudy(name);
  await switchIngest(withIngest ? 'enable' : 'disable');
  const measure = await uploadOnce(
    { web: stack.origins.web, user, folder: study.path, images: slices, coding, readsSeconds },
    line,
  );
  rmSync(study.path, { recursive: true });
  say({
    case: name,
    images: slices,
    megabytes: Math.round(study.bytes / 1e6),
    scanSeconds: round(measure.scanSeconds),
    uploadSeconds: round(measure.uploadSeconds),
    firstBundleSeconds: round(measure.firstBundleSeconds),
    rawFloorSeconds: round(secondsAtLine(study.bytes)),
    sentMegabytes: round(measure.bytesUp / 1e6),
    shareOfLine: round(secondsAtLine(measure.bytesUp) / measure.uploadSeconds),
    shareOnceSending: round(
      secondsAtLine(measure.bytesUp) / (measure.uploadSeconds - measure.firstBundleSeconds),
    ),
    requestsPerImage: measure.requests / slices,
    peakHeapMB: Math.round(measure.peakHeapMB),
    processorSeconds: measure.processorSeconds,
  });
}

async function measureSdk({ stack, user, idToken }: Bench): Promise<void> {
  const study = writeStudy('sdk');
  const chosen = study.files.slice(0, sdkSlices).map((path) => ({ path, bytes: readBytes(path) }));
  const first = headerOf(chosen[0]?.bytes);
  const { uploadId } = await callFunction(stack, idToken, 'beginUpload', {
    studyInstanceUID: first.studyInstanceUID,
    patientID: first.identity.patientID ?? '',
    issuerOfPatientID: first.identity.issuerOfPatientID ?? '',
    instances: chosen.map(({ bytes }) => ({
      sopInstanceUID: headerOf(bytes).sopInstanceUID,
      sha256: createHash('sha256').update(bytes).digest('base64url'),
    })),
    leftOut: 0,
    missingByDirectory: 0,
  });
  const { bucket, names } = await callFunction(stack, idToken, 'addBundles', {
    uploadId,
    bundles: chosen.map(({ bytes }) => ({ bytes: bytes.length })),
  });
  const files = chosen.map(({ path }, at) => ({ path, name: `${uploadId}/${names[at] ?? ''}` }));
  const seconds = await sdkUploadSeconds({ stack, user, bucket, files }, line);
  say({
    case: 'firebase-sdk',
    images: sdkSlices,
    uploadSeconds: round(seconds),
    perImageSeconds: round(seconds / sdkSlices),
    secondsForAll: round((seconds / sdkSlices) * slices),
  });
}

/** What is measured is how the page takes them: at `many` no file leaves, at `many-studies` ingest is kept waiting. */
async function measureMany({ stack, user }: Bench, name: 'many' | 'many-studies'): Promise<void> {
  const who = { web: stack.origins.web, user };
  const path = join(folder, name);
  const given = {
    folder: path,
    ...(name === 'many' ? { studies: 1, files: 5000 } : { studies: 120, files: 6 }),
  };
  if (name === 'many-studies') await switchIngest('disable');
  const tasks = await (name === 'many'
    ? longestTasksOfDrop(who, given)
    : longestTasksOfUpload(who, given, 30));
  rmSync(path, { recursive: true });
  say({
    case: name,
    studies: given.studies,
    files: given.studies * given.files,
    longestTasks: tasks
      .slice(0, 5)
      .map(({ ms, collectingMs }) => ({ ms: round(ms), collectingMs: round(collectingMs) })),
  });
}

const stack = await startStack({
  suite: 'bench-upload',
  portBase,
  progress: (progress) => {
    process.stderr.write(`${progress}\n`);
  },
});
try {
  const user = {
    email: 'bench-upload@example.org',
    password: randomBytes(12).toString('hex'),
    displayName: 'Bench',
  };
  const { idToken } = await createUser(stack.info, user);
  for (const terms of ['professionalAdult', 'uploadGrounds'] as const)
    await callFunction(stack.info, idToken, 'acceptTerms', { terms, textVersion: 'bench' });
  const bench = { stack: stack.info, user, idToken };
  if (words.some((word) => !['headers', 'many', 'sdk'].includes(word)) || words.length === 0)
    await warmFunctions(bench);
  if (isWanted('headers')) say({ case: 'headers', perSecond: headersPerSecond() });
  if (isWanted('many')) await measureMany(bench, 'many');
  for (const [name, wanted] of Object.entries(appCases))
    if (isWanted(name)) await measureApp(bench, name, wanted);
  if (isWanted('sdk')) await measureSdk(bench);
  // The last: its uploads stay open, and an account may have so many.
  if (isWanted('many-studies')) await measureMany(bench, 'many-studies');
} finally {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
}
