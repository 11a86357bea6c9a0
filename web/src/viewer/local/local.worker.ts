import { expose, transfer } from 'comlink';
import { readDocument } from '@pacs/shared/dicom/documents/read-document';
import type { PackedBytes } from '../../intake/core/place.ts';
import { readWhole } from '../../intake/core/read-packed.ts';
import { fileReading } from '../../intake/read-files.ts';
import { describeFile } from './describe-file.ts';
import { createFrameReader } from './frame-reader.ts';
import type { LocalWork } from './local-work.ts';

const wholeOrNothing = (file: PackedBytes) => readWhole(file).catch(() => undefined);

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
  async document(file, sopClassUID, ids) {
    const bytes = await wholeOrNothing(file);
    if (bytes === undefined) return undefined;
    const { answer, file: inside } = readDocument(bytes, sopClassUID, (uid) => ids.get(uid));
    return { answer, file: inside.slice() };
  },
  async whole(file) {
    const bytes = await wholeOrNothing(file);
    return bytes && transfer(bytes, [bytes.buffer]);
  },
};

expose(work);
