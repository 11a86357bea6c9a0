/**
 * `npm run bench:ingest [-- words…]`: what ingest takes, one JSON line a case; with words, only cases that hold one
 * of them (`mr-2000x128-`, `bound:one-video`, `orthanc`, `zip-4gb`, `stack`). Core cases run over local files, each step in a process of its own. Ratios are within one run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boundCases } from './ingest/bound-cases.ts';
import { type IngestMeasure, megabytes } from './ingest/measure.ts';
import { orthancSeconds } from './ingest/orthanc.ts';
import { orthancSeries, seriesCases } from './ingest/series-cases.ts';
import { measureStack } from './ingest/through-stack.ts';
import type { WrittenSeries } from './ingest/write-bundles.ts';

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.some((word) => name.includes(word));
const print = (line: Record<string, unknown>) => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
const round = (value: number, digits = 2) => Number(value.toFixed(digits));
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const base = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
const rounds = 3;
const largeZipBytes = 16 * 1024 ** 3;

/** What the child answers; null where it had nothing to do. Throws where it failed. */
function step(...words: string[]): unknown {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'ingest/child.ts'), ...words], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`${words.join(' ')} ended with ${String(child.status)}`);
  return JSON.parse(child.stdout);
}

function inFolder(name: string, use: (folder: string) => void): void {
  const folder = join(base, name.replaceAll(/[^\w-]/g, '_'));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const secondsPerInstance = new Map<string, number>();

function runSeries(name: string): void {
  inFolder(name, (folder) => {
    const series = step('prepare', name, folder) as WrittenSeries | null;
    if (!series) {
      print({ case: name, skipped: 'its files are not beside this checkout' });
      return;
    }
    for (const mode of ['as-is', 'htj2k']) {
      const measure = step('measure', name, folder, mode) as IngestMeasure;
      secondsPerInstance.set(`${name} ${mode}`, measure.seconds / series.instances);
      print({
        case: name,
        mode,
        instances: series.instances,
        bundles: series.bundles.length,
        fileMB: megabytes(series.fileBytes),
        storedMB: megabytes(measure.storedBytes),
        seconds: round(measure.seconds),
        instancesPerSecond: Math.round(series.instances / measure.seconds),
        MBPerSecond: round(megabytes(series.fileBytes) / measure.seconds, 1),
        msPerInstance: round((1000 * measure.seconds) / series.instances),
        peakMiB: measure.peakMiB,
        indexGzipKB: round(measure.indexGzipBytes / 1000, 1),
        outcomes: measure.outcomes,
      });
    }
  });
}

/** Cost of an instance beside that in a series a tenth or a quarter as long: 1 where cost is linear. */
function printGrowth(): void {
  for (const headers of ['', '-headers-100k'])
    for (const mode of ['as-is', 'htj2k']) {
      const of = (length: number) => secondsPerInstance.get(`mr-${String(length)}x128${headers} ${mode}`);
      const ratio = (long: number, short: number) => {
        const [over, under] = [of(long), of(short)];
        return over !== undefined && under !== undefined ? round(over / under) : undefined;
      };
      const [early, late] = [ratio(2000, 200), ratio(8000, 2000)];
      if (early !== undefined || late !== undefined)
        print({ case: `growth${headers}`, mode, cost2000Over200: early, cost8000Over2000: late });
    }
}

let slowest = 0;
let largest = 0;

function runBound(name: string): void {
  inFolder(name, (folder) => {
    const series = step('prepare', name, folder) as WrittenSeries | null;
    if (!series) return;
    const measure = step('measure', name, folder, 'htj2k') as IngestMeasure;
    slowest = Math.max(slowest, measure.slowestBundleSeconds);
    largest = Math.max(largest, measure.peakMiB);
    print({
      case: name,
      bundleMB: megabytes(series.fileBytes),
      seconds: round(measure.slowestBundleSeconds),
      peakMiB: measure.peakMiB,
      isWithin: measure.peakMiB <= 512 && measure.slowestBundleSeconds <= 60,
      outcomes: measure.outcomes,
    });
  });
}

async function runOrthanc(): Promise<void> {
  const name = orthancSeries.name;
  const folder = join(base, 'orthanc');
  try {
    const series = step('prepare', name, folder) as WrittenSeries | null;
    const [zip = ''] = series?.bundles ?? [];
    const theirs = await orthancSeconds(zip, folder, rounds);
    const line = { case: 'orthanc', series: name, zipMB: series && megabytes(series.fileBytes), rounds };
    if (!theirs) {
      print({ ...line, skipped: 'Orthanc is not installed (Debian: apt-get install orthanc)' });
      return;
    }
    const ours: number[] = [];
    for (let done = 0; done < rounds; done += 1)
      ours.push((step('measure', name, folder, 'as-is') as IngestMeasure).seconds);
    print({
      ...line,
      orthancSeconds: round(median(theirs)),
      oursSeconds: round(median(ours)),
      ratio: round(median(ours) / median(theirs)),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runLargeZip(): void {
  const name = 'zip-4gb-8000';
  const { bavail, bsize } = statfsSync(base);
  if (bavail * bsize < largeZipBytes) {
    print({ case: name, skipped: 'needs 16 GB of free disk' });
    return;
  }
  inFolder(name, (folder) => {
    step('zip', name, folder);
    const browser = step('rebundle', name, folder) as WrittenSeries & { seconds: number; peakMiB: number };
    const measure = step('measure', name, folder, 'as-is') as IngestMeasure;
    print({
      case: name,
      instances: browser.instances,
      bundles: browser.bundles.length,
      fileMB: megabytes(browser.fileBytes),
      clientSeconds: round(browser.seconds),
      clientPeakMiB: browser.peakMiB,
      seconds: round(measure.seconds),
      instancesPerSecond: Math.round(browser.instances / measure.seconds),
      MBPerSecond: round(megabytes(browser.fileBytes) / measure.seconds, 1),
      peakMiBAtQuarter: measure.peakMiBAtQuarter,
      peakMiB: measure.peakMiB,
    });
  });
}

try {
  for (const { name } of seriesCases) if (isWanted(name)) runSeries(name);
  printGrowth();
  if (isWanted('orthanc')) await runOrthanc();
  for (const name of boundCases.map((one) => `bound:${one.name}`)) if (isWanted(name)) runBound(name);
  if (largest > 0) print({ case: 'bound', slowestSeconds: round(slowest), largestMiB: largest });
  if (isWanted('zip-4gb')) runLargeZip();
  if (isWanted('stack')) print(await measureStack());
} finally {
  rmSync(base, { recursive: true, force: true });
}
