/**
 * `npm run bench:open`: opens a viewer link cold in Chromium at 40 ms round trip and 30 Mbit/s. One JSON line a
 * case. The floor of a case is computed from what the same run moved: bytes ÷ line rate, plus the round trips
 * that nothing can avoid (connection, page, answer; for the whole series one more for its first range).
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { createUser } from '../../tools/seed/create-user.ts';
import type { SyntheticFile } from '../../tools/seed/synthetic/study.ts';
import { mrSeries } from '../../tools/seed/synthetic/mr-series.ts';
import { uploadStudy } from '../../tools/seed/upload-study.ts';
import { waitForIngest } from '../../tools/seed/wait-for-ingest.ts';
import { root } from '../../tools/stack/directories.ts';
import type { StackInfo } from '../../tools/stack/stack-info.ts';
import { startStack } from '../../tools/stack/start-stack.ts';
import { studyIdsOf } from '../support/upload-document.ts';
import { openOnce, type OpenMeasure } from './open-once.ts';

const line = { roundTripMs: 40, downBitsPerSecond: 30_000_000, upBitsPerSecond: 10_000_000 };
const roundsPerCase = 5;
const portBase = 36_000;
const hour = 3_600_000;

const folder = (name: string, path: string) => ({
  name,
  files: (): SyntheticFile[] | undefined => {
    const full = join(root, '..', 'shared', 'dicom', 'series', path);
    if (!existsSync(full)) return undefined;
    return readdirSync(full).map((entry) => ({
      name: entry,
      bytes: new Uint8Array(readFileSync(join(full, entry))),
    }));
  },
});

const cases = [
  { name: 'mr-196x256-synthetic', files: () => mrSeries({ slices: 196, size: 256 }) },
  folder('mr-150x64-real', 'neurolabusc+dcm_qa_nih/mr_0005_150'),
  folder('ct-28x512-real', 'neurolabusc+dcm_qa_ct/S21570_S2010_28slices'),
];

async function makeLink(stack: StackInfo, idToken: string, files: readonly SyntheticFile[]): Promise<string> {
  const uploadId = await uploadStudy(stack, idToken, files);
  await waitForIngest(stack, idToken, uploadId);
  const [studyId] = await studyIdsOf(stack, idToken, uploadId);
  if (studyId === undefined) throw new Error('nothing was ingested');
  const { token } = await callFunction(stack, idToken, 'createLink', { studyId, lifetimeMs: hour });
  return `${stack.origins.web}/v#${token}`;
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function report(name: string, images: number, rounds: readonly OpenMeasure[]): Record<string, unknown> {
  const of = (field: keyof OpenMeasure): number => Math.round(median(rounds.map((round) => round[field])));
  const lineMs = (bytes: number): number => (bytes * 8000) / line.downBitsPerSecond;
  const firstFloorMs = Math.round(3 * line.roundTripMs + lineMs(of('bytesDownAtFirst')));
  const allFloorMs = Math.round(4 * line.roundTripMs + lineMs(of('bytesDown')));
  return {
    case: name,
    images,
    rounds: rounds.length,
    firstImageMs: of('firstImageMs'),
    firstImageFloorMs: firstFloorMs,
    firstImageRatio: Number((of('firstImageMs') / firstFloorMs).toFixed(2)),
    seriesLocalMs: of('seriesLocalMs'),
    seriesLocalFloorMs: allFloorMs,
    seriesLocalRatio: Number((of('seriesLocalMs') / allFloorMs).toFixed(2)),
    bytes: of('bytesDown'),
    requests: of('requests'),
    rangeRequests: of('rangeRequests'),
    longestTaskMs: of('longestTaskMs'),
    pictureSeen: rounds.every((round) => round.picture > 0.05),
  };
}

const stack = await startStack({
  suite: 'bench-open',
  portBase,
  progress: (words) => {
    process.stderr.write(`${words}\n`);
  },
});
try {
  const user = {
    email: 'bench@example.org',
    password: randomBytes(12).toString('hex'),
    displayName: 'Bench',
  };
  const { idToken } = await createUser(stack.info, user);
  for (const terms of ['professionalAdult', 'uploadGrounds'] as const) {
    await callFunction(stack.info, idToken, 'acceptTerms', { terms, textVersion: 'bench' });
  }
  for (const { name, files } of cases) {
    const study = files();
    if (study === undefined) {
      process.stderr.write(`${name}: skipped, its files are not beside this checkout.\n`);
      continue;
    }
    const url = await makeLink(stack.info, idToken, study);
    await openOnce(url, line);
    const rounds: OpenMeasure[] = [];
    for (let round = 0; round < roundsPerCase; round += 1) rounds.push(await openOnce(url, line));
    process.stdout.write(`${JSON.stringify(report(name, study.length, rounds))}\n`);
  }
} finally {
  await stack.stop();
}
