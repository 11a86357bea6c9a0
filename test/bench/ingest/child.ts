/** One step of a case in a process of its own, so that its peak of memory is its own. Answers with one JSON line. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundCases } from './bound-cases.ts';
import { writeLargeZip } from './large-zip.ts';
import { bundlesOfFiles, bundlesOfZip } from './write-bundles.ts';
import { measureIngest, peakMiB } from './measure.ts';
import { seriesCases } from './series-cases.ts';
import type { WrittenSeries } from './write-bundles.ts';

const [step = '', name = '', folder = '', transcode = ''] = process.argv.slice(2);
const written = join(folder, 'series.json');

async function run(): Promise<unknown> {
  const bound = boundCases.find((one) => `bound:${one.name}` === name);
  if (step === 'prepare' && bound) {
    mkdirSync(folder, { recursive: true });
    const bundles: string[] = [];
    const write = (bundle: Uint8Array) => {
      const path = join(folder, `bundle-${String(bundles.length)}`);
      writeFileSync(path, bundle);
      bundles.push(path);
    };
    for (const bundle of bound.before?.() ?? []) write(bundle);
    const bundle = await bound.bundle();
    write(bundle);
    const series: WrittenSeries = {
      instances: 1,
      fileBytes: bundle.length,
      bundles,
      study: { studyInstanceUID: '1.2.3', identity: {} },
    };
    writeFileSync(written, JSON.stringify(series));
    return series;
  }
  if (step === 'prepare') {
    const files = seriesCases.find((one) => one.name === name)?.files();
    if (!files) return null;
    const series = await bundlesOfFiles(files, join(folder, 'bundles'));
    writeFileSync(written, JSON.stringify(series));
    return series;
  }
  if (step === 'zip') {
    mkdirSync(folder, { recursive: true });
    await writeLargeZip(join(folder, 'large.zip'));
    return {};
  }
  if (step === 'rebundle') {
    const begun = performance.now();
    const series = await bundlesOfZip(join(folder, 'large.zip'), join(folder, 'bundles'));
    writeFileSync(written, JSON.stringify(series));
    return { ...series, seconds: (performance.now() - begun) / 1000, peakMiB: peakMiB() };
  }
  const series = JSON.parse(readFileSync(written, 'utf8')) as WrittenSeries;
  return measureIngest(series, join(folder, `packs-${transcode}`), transcode === 'htj2k');
}

process.stdout.write(`${JSON.stringify(await run())}\n`);
