/** Bundles as the web app makes them, written to a folder: from files one at a time, or from a ZIP of any size. */
import { createWriteStream, mkdirSync, openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { planBundles } from '../../../web/src/upload/core/bundles.ts';
import { digestFile } from '../../../web/src/intake/core/digest-file.ts';
import { inspectFile } from '../../../web/src/intake/core/inspect-file.ts';
import type { InstanceFacts } from '../../../web/src/intake/core/inspection.ts';
import { type Place, packedBytes, wholeFile } from '../../../web/src/intake/core/place.ts';
import { weighInstance, worthDeflating } from '../../../web/src/upload/core/weigh.ts';
import { writeBundle } from '../../../web/src/upload/core/write-bundle.ts';
import { listZip } from '../../../web/src/intake/sources/list-zip.ts';

export interface WrittenSeries {
  instances: number;
  fileBytes: number;
  bundles: string[];
  study: Pick<InstanceFacts, 'studyInstanceUID' | 'identity'>;
}

interface Item {
  place: Place;
  facts: InstanceFacts;
  crc32: number;
  sha256: string;
}

async function itemOf(place: Place): Promise<Item> {
  const inspected = await inspectFile(packedBytes(place));
  const digest = await digestFile(packedBytes(place));
  if (inspected.kind !== 'instance' || digest.status !== 'ok') throw new Error('not a DICOM file');
  return { place, facts: inspected.facts, crc32: digest.crc32, sha256: digest.sha256 };
}

async function write(items: readonly Item[], folder: string, series: WrittenSeries): Promise<void> {
  for (const planned of planBundles(items, ({ place, facts }) => weighInstance(place, facts, false))) {
    const files = planned.map(({ place, facts, crc32, sha256 }) => ({
      ...packedBytes(place),
      crc32,
      sha256,
      code: false,
      deflate: worthDeflating(place, facts),
    }));
    const { bundle } = await writeBundle(files, () => Promise.resolve(undefined));
    const path = join(folder, `${String(series.bundles.length).padStart(4, '0')}.zip`);
    await pipeline(Readable.fromWeb(bundle.stream() as never), createWriteStream(path));
    series.bundles.push(path);
    series.instances += planned.length;
    series.fileBytes += planned.reduce((sum, { place }) => sum + place.bytes, 0);
  }
}

const begin = (folder: string): WrittenSeries => {
  mkdirSync(folder, { recursive: true });
  return { instances: 0, fileBytes: 0, bundles: [], study: { studyInstanceUID: '', identity: {} } };
};

/** At most so many files are held while bundles are planned. */
const heldFiles = 500;

export async function bundlesOfFiles(files: Iterable<Uint8Array>, folder: string): Promise<WrittenSeries> {
  const series = begin(folder);
  let items: Item[] = [];
  for (const bytes of files) {
    items.push(await itemOf(wholeFile(new Blob([bytes as Uint8Array<ArrayBuffer>]))));
    series.study = items[0]?.facts ?? series.study;
    if (items.length < heldFiles) continue;
    await write(items, folder, series);
    items = [];
  }
  await write(items, folder, series);
  return series;
}

/** The whole way of the browser: list by range, inspect, digest, plan, and copy the compressed slices. */
export async function bundlesOfZip(zip: string, folder: string): Promise<WrittenSeries> {
  const series = begin(folder);
  const archive = await openAsBlob(zip);
  const listed = await listZip(archive);
  if (listed.status !== 'ok') throw new Error(listed.reason);
  const items: Item[] = [];
  for (const entry of listed.entries)
    if (entry.status === 'ok') items.push(await itemOf({ ...wholeFile(archive), ...entry }));
  series.study = items[0]?.facts ?? series.study;
  await write(items, folder, series);
  return series;
}
