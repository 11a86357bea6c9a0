/**
 * `npm run bench:upload`: a CT of 500 slices (264 MB, compressing as a real one does) through the app in Chromium at
 * 20 Mbit/s up and 40 ms: with frames coded before they leave and without; and, in the same run, the Firebase SDK's
 * uploadBytesResumable file by file. One JSON line a case.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { createUser } from '../../tools/seed/create-user.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { startStack } from '../../tools/stack/start-stack.ts';
import { sdkUploadSeconds } from './sdk-page.ts';
import { uploadOnce } from './upload-once.ts';

const line = { roundTripMs: 40, downBitsPerSecond: 100_000_000, upBitsPerSecond: 20_000_000 };
const portBase = 37_000;
const slices = 500;
/** The SDK sends one file after the other: a part of them tells what all would take. */
const sdkSlices = 60;
/** At this share of the phantom's noise its slices compress 4.8:1, as the real CTs measured do. */
const noise = 0.66;

const folder = mkdtempSync(join(tmpdir(), 'bench-upload-'));
const say = (result: object) => process.stdout.write(`${JSON.stringify(result)}\n`);
const round = (value: number) => Math.round(value * 100) / 100;
const secondsAtLine = (bytes: number) => (bytes * 8) / line.upBitsPerSecond;

/** Ten at a time: a volume of all would take a gigabyte. `key` makes another patient's study of the same pixels. */
function writeStudy(key: string): { path: string; files: string[]; bytes: number } {
  const path = join(folder, key);
  mkdirSync(path, { recursive: true });
  const files: string[] = [];
  let bytes = 0;
  for (let first = 1; first <= slices; first += 10)
    for (const file of ctVolume({
      slices: 10,
      size: 512,
      noise,
      firstInstanceNumber: first,
      study: { key: `bench ${key}`, description: 'Bench' },
    })) {
      const at = join(path, `${String(files.length).padStart(4, '0')}.dcm`);
      writeFileSync(at, file.bytes);
      files.push(at);
      bytes += file.bytes.length;
    }
  return { path, files, bytes };
}

const readBytes = (path: string) => new Uint8Array(readFileSync(path));

function headerOf(bytes: Uint8Array = new Uint8Array()) {
  const read = readHeader(bytes, { totalBytes: bytes.length });
  if (read.status !== 'ok') throw new Error(read.status);
  return read.header;
}

const stack = await startStack({
  suite: 'bench-upload',
  portBase,
  progress: (words) => {
    process.stderr.write(`${words}\n`);
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

  for (const coding of ['always', 'never'] as const) {
    const study = writeStudy(coding);
    const measure = await uploadOnce(
      { web: stack.info.origins.web, user, folder: study.path, images: slices, coding },
      line,
    );
    rmSync(study.path, { recursive: true });
    say({
      case: coding === 'always' ? 'coded' : 'plain',
      images: slices,
      megabytes: Math.round(study.bytes / 1e6),
      scanSeconds: round(measure.scanSeconds),
      uploadSeconds: round(measure.uploadSeconds),
      rawFloorSeconds: round(secondsAtLine(study.bytes)),
      sentMegabytes: round(measure.bytesUp / 1e6),
      shareOfLine: round(secondsAtLine(measure.bytesUp) / measure.uploadSeconds),
      requestsPerImage: measure.requests / slices,
      peakHeapMB: Math.round(measure.peakHeapMB),
    });
  }

  const study = writeStudy('sdk');
  const chosen = study.files.slice(0, sdkSlices);
  const contents = chosen.map((path) => ({ path, bytes: readBytes(path) }));
  const first = headerOf(contents[0]?.bytes);
  const { uploadId } = await callFunction(stack.info, idToken, 'beginUpload', {
    studyInstanceUID: first.studyInstanceUID,
    patientID: first.identity.patientID ?? '',
    issuerOfPatientID: first.identity.issuerOfPatientID ?? '',
    instances: contents.map(({ bytes }) => ({
      sopInstanceUID: headerOf(bytes).sopInstanceUID,
      sha256: createHash('sha256').update(bytes).digest('base64url'),
    })),
    leftOut: 0,
    missingByDirectory: 0,
  });
  const { bucket, names } = await callFunction(stack.info, idToken, 'addBundles', {
    uploadId,
    bundles: contents.map(({ bytes }) => ({ bytes: bytes.length })),
  });
  const seconds = await sdkUploadSeconds(
    {
      stack: stack.info,
      user,
      bucket,
      files: chosen.map((path, at) => ({ path, name: `${uploadId}/${names[at] ?? ''}` })),
    },
    line,
  );
  say({
    case: 'firebase-sdk',
    images: sdkSlices,
    uploadSeconds: round(seconds),
    perImageSeconds: round(seconds / sdkSlices),
    secondsForAll: round((seconds / sdkSlices) * slices),
  });
} finally {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
}
