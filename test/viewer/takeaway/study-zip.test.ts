import JSZip from 'jszip';
import dicomParser from 'dicom-parser';
import { describe, expect, it } from 'vitest';
import { ctVolume } from '../../../tools/seed/synthetic/ct-volume.ts';
import { fileIds, writeStudyZip, type FileToTake } from '@pacs/shared/packs/study-zip';

const slices = ctVolume({ slices: 3 }).map(({ bytes }) => new Uint8Array(bytes));

const toTake = (files: readonly (Uint8Array<ArrayBuffer> | undefined)[]): FileToTake[] =>
  files.map((bytes, i) => ({ series: i < 2 ? 'a' : 'b', read: async () => bytes }));

async function written(files: readonly FileToTake[], signal = new AbortController().signal) {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const bytes = new Response(readable).arrayBuffer();
  bytes.catch(() => undefined);
  const steps: number[] = [];
  const progress = await writeStudyZip(files, writable, signal, ({ done }) => steps.push(done));
  return { progress, steps, zip: await JSZip.loadAsync(await bytes) };
}

describe('a study as a ZIP', () => {
  it('holds every file byte for byte under names that any file system takes, and a DICOMDIR', async () => {
    const { zip, progress, steps } = await written(toTake(slices));
    const names = Object.values(zip.files).flatMap(({ name, dir }) => (dir ? [] : [name]));
    expect(names).toEqual([
      'DICOM/SE000001/IM000001',
      'DICOM/SE000001/IM000002',
      'DICOM/SE000002/IM000001',
      'DICOMDIR',
    ]);
    for (const [i, name] of names.slice(0, 3).entries())
      expect(await zip.file(name)?.async('uint8array')).toEqual(slices[i]);
    const directory = dicomParser.parseDicom(
      (await zip.file('DICOMDIR')?.async('uint8array')) ?? new Uint8Array(),
    );
    const files = (directory.elements['x00041220']?.items ?? []).flatMap(
      ({ dataSet }) => dataSet?.string('x00041500') ?? [],
    );
    expect(files.map((id) => id.replaceAll('\\', '/'))).toEqual(names.slice(0, 3));
    expect(progress).toEqual({ done: 3, files: 3, failed: [] });
    expect(steps).toEqual([1, 2, 3]);
  });

  it('names what could not be had and has the rest', async () => {
    const { zip, progress } = await written(toTake([slices[0], undefined, slices[2]]));
    expect(progress.failed).toEqual(['DICOM/SE000001/IM000002']);
    expect(zip.file('DICOM/SE000001/IM000002')).toBeNull();
    expect(zip.file('DICOM/SE000002/IM000001')).not.toBeNull();
  });

  it('stops where it is told to', async () => {
    const stop = new AbortController();
    const files = toTake(slices);
    const [first, ...rest] = files;
    const stopping: FileToTake = {
      series: 'a',
      read: async () => {
        stop.abort();
        return first?.read();
      },
    };
    await expect(written([stopping, ...rest], stop.signal)).rejects.toThrow('aborted');
  });

  it('has room for more files than six digits of one series need', () => {
    const many = fileIds(Array.from({ length: 1500 }, () => ({ series: 'a' })));
    expect(many.at(-1)).toEqual(['DICOM', 'SE000001', 'IM001500']);
    expect(many.flat().every((part) => /^[A-Z0-9_]{1,8}$/.test(part))).toBe(true);
  });
});
