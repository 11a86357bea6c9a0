/** Ingests prepared bundles one after the other, as the function would, and tells what that took. */
import { setTimeout as pause } from 'node:timers/promises';
import { objectNames } from '@pacs/shared/paths';
import { ingestBundle } from '../../../functions/src/core/ingest/ingest-bundle.ts';
import { addBundles } from '../../../functions/src/core/uploads/add-bundles.ts';
import { beginUpload } from '../../../functions/src/core/uploads/begin-upload.ts';
import { finishUpload } from '../../../functions/src/core/uploads/finish-upload.ts';
import { signUp } from '../../functions/fakes/uploading.ts';
import { fileBytes, localIngest } from './local-ports.ts';
import type { WrittenSeries } from './write-bundles.ts';

const owner = 'owner-1';
const MiB = 1024 * 1024;

export interface IngestMeasure {
  seconds: number;
  slowestBundleSeconds: number;
  /** Highest resident memory of the process so far, and when the first quarter of the bundles was done. */
  peakMiB: number;
  peakMiBAtQuarter: number;
  storedBytes: number;
  outcomes: Record<string, number>;
  indexGzipBytes: number;
}

/** Linux and macOS tell kilobytes here (getrusage), libuv turns both into them. */
export const peakMiB = () => Math.round(process.resourceUsage().maxRSS / 1024);

export async function measureIngest(
  series: WrittenSeries,
  packsFolder: string,
  transcode: boolean,
): Promise<IngestMeasure> {
  const places = new Map<string, string>();
  const local = localIngest(packsFolder, (name) => places.get(name) ?? '', transcode);
  const { world, ports } = local;
  signUp(world, owner);
  const { identity, studyInstanceUID } = series.study;
  const { uploadId } = await beginUpload({ ...world.ports, ...ports }, owner, {
    studyInstanceUID,
    patientID: identity.patientID ?? '',
    issuerOfPatientID: identity.issuerOfPatientID ?? '',
    instances: Array.from({ length: series.instances }, (_, i) => ({
      sopInstanceUID: String(i),
      sha256: '0'.repeat(43),
    })),
    leftOut: 0,
    missingByDirectory: 0,
  });
  const sizes = await Promise.all(series.bundles.map(fileBytes));
  const { names } = await addBundles(ports, owner, {
    uploadId,
    bundles: sizes.map((bytes) => ({ bytes })),
  });
  names.forEach((name, i) => places.set(objectNames.bundle(uploadId, name), series.bundles[i] ?? ''));

  let slowest = 0;
  let atQuarter = 0;
  const begun = performance.now();
  for (const [i, bundle] of names.entries()) {
    const from = performance.now();
    await ingestBundle(ports, { uploadId, bundle });
    slowest = Math.max(slowest, performance.now() - from);
    if (i + 1 === Math.ceil(names.length / 4)) atQuarter = peakMiB();
    await pause(0);
  }
  await finishUpload(ports, owner, { uploadId, abandoned: [] });
  const seconds = (performance.now() - begun) / 1000;
  const outcomes: Record<string, number> = {};
  for (const { counts, failure } of Object.values(world.uploads.get(uploadId)?.upload.bundles ?? {}))
    for (const [outcome, count] of Object.entries(counts ?? { [failure ?? 'lost']: 1 }))
      if (count > 0) outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
  const [manifest] = world.manifests.values();
  return {
    seconds,
    slowestBundleSeconds: slowest / 1000,
    peakMiB: peakMiB(),
    peakMiBAtQuarter: atQuarter,
    storedBytes: local.stored(),
    outcomes,
    indexGzipBytes: manifest?.index.length ?? 0,
  };
}

export const megabytes = (bytes: number) => Math.round((bytes / MiB) * 10) / 10;
