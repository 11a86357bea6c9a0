import { expose, transfer } from 'comlink';
import { fileReading } from '../../intake/read-files.ts';
import { describeFile } from './describe-file.ts';
import { createFrameReader } from './frame-reader.ts';
import type { LocalWork } from './local-work.ts';

const readFrame = createFrameReader();

const work: LocalWork = {
  ...fileReading,
  async describe(files) {
    const headers: Awaited<ReturnType<LocalWork['describe']>> = [];
    for (const file of files) headers.push(await describeFile(file));
    return headers;
  },
  async frame(file, frame) {
    const read = await readFrame(file, frame);
    return read.status === 'ok' ? transfer(read, [read.bytes.buffer]) : read;
  },
};

expose(work);
