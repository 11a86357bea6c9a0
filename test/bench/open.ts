/**
 * `npm run bench:open`: opens a viewer link cold in Chromium at 40 ms round trip and 30 Mbit/s. One JSON line a
 * case. Its floor is measured in the same run, over the same line, by turns with it: a bare page that shows and
 * fetches the same frames (bare-page.ts) without access, index or interface.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { StudyIndex } from '@pacs/shared/manifest';
import { decodeOpened } from '@pacs/shared/opened';
import { apiPaths } from '@pacs/shared/paths';
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
import { serveBarePage, type BarePage } from './bare-page.ts';
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

/** Seconds by whose they were, what is under a hundredth left out. */
const medianOfEach = (times: readonly Record<string, number>[]): Record<string, number> =>
  Object.fromEntries(
    [...new Set(times.flatMap((one) => Object.keys(one)))]
      .map((kind): [string, number] => [kind, median(times.map((one) => one[kind] ?? 0))])
      .filter(([, seconds]) => seconds > 0),
  );

function report(
  name: string,
  images: number,
  rounds: readonly OpenMeasure[],
  bareRounds: readonly OpenMeasure[],
): Record<string, unknown> {
  const of = (field: Exclude<keyof OpenMeasure, 'processorAtFirst'>, from = rounds): number =>
    Math.round(median(from.map((round) => round[field])));
  const ratio = (field: 'firstImageMs' | 'seriesLocalMs') =>
    Number((of(field) / of(field, bareRounds)).toFixed(2));
  return {
    case: name,
    images,
    rounds: rounds.length,
    pageHereMs: of('pageHereMs'),
    askedMs: of('askedMs'),
    answeredMs: of('answeredMs'),
    firstImageMs: of('firstImageMs'),
    seriesLocalMs: of('seriesLocalMs'),
    ...(bareRounds.length > 0 && {
      bareFirstImageMs: of('firstImageMs', bareRounds),
      firstImageRatio: ratio('firstImageMs'),
      bareSeriesLocalMs: of('seriesLocalMs', bareRounds),
      seriesLocalRatio: ratio('seriesLocalMs'),
      bareBytes: of('bytesDown', bareRounds),
    }),
    bytes: of('bytesDown'),
    bytesAtFirst: of('bytesDownAtFirst'),
    requests: of('requests'),
    rangeRequests: of('rangeRequests'),
    longestTaskMs: of('longestTaskMs'),
    processorAtFirst: medianOfEach(rounds.map(({ processorAtFirst }) => processorAtFirst)),
    pictureSeen: [...rounds, ...bareRounds].every(
      ({ picture, pictureAtFirst }) => Math.min(picture, pictureAtFirst) > 0.05,
    ),
  };
}

/** The bare page of what a link opens, as it is read with that link. */
async function barePageOf(link: string): Promise<BarePage | undefined> {
  const { origin, hash } = new URL(link);
  const response = await fetch(`${origin}${apiPaths.openLink}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: hash.slice(1) }),
  });
  const { opened, index } = decodeOpened(await response.arrayBuffer());
  return serveBarePage(StudyIndex.parse(JSON.parse(gunzipSync(index).toString())), async (pack) => {
    const url = opened.urls.frames[String(pack)] ?? '';
    return new Uint8Array(await (await fetch(url)).arrayBuffer());
  });
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
    const bare = await barePageOf(url);
    await openOnce(url, line);
    const rounds: OpenMeasure[] = [];
    const bareRounds: OpenMeasure[] = [];
    for (let round = 0; round < roundsPerCase; round += 1) {
      rounds.push(await openOnce(url, line));
      if (bare !== undefined) bareRounds.push(await openOnce(bare.url, line));
    }
    await bare?.close();
    process.stdout.write(`${JSON.stringify(report(name, study.length, rounds, bareRounds))}\n`);
  }
} finally {
  await stack.stop();
}
