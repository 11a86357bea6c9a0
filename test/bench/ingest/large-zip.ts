/** A ZIP of 8,000 instances of 512², more than 4 GB: written entry by entry, read by the browser's own code. */
import { createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';
import { Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { longSeries } from './long-series.ts';

const instances = 8000;
const size = 512;

export async function writeLargeZip(path: string): Promise<void> {
  const zip = new ZipWriter(Writable.toWeb(createWriteStream(path)), { level: 0, useWebWorkers: false });
  let number = 0;
  for (const file of longSeries({ instances, size, headerBytes: 0 })) {
    await zip.add(`CD/${String(number)}.dcm`, new Uint8ArrayReader(file));
    number += 1;
  }
  await zip.close();
}
