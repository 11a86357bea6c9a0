import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../../web/src/intake/core/place.ts';
import { droppedFiles, listedFiles } from '../../web/src/intake/sources/dropped-files.ts';
import { handleFiles } from '../../web/src/intake/sources/handle-files.ts';

interface Fake {
  kind: 'file' | 'directory';
  name: string;
}

const file = (name: string, getFile = () => Promise.resolve(new File([name], name))) =>
  ({ kind: 'file', name, getFile }) as unknown as FileSystemHandle;

async function* each(children: readonly FileSystemHandle[]) {
  yield* children;
}

const folder = (name: string, children: readonly FileSystemHandle[], id = name) =>
  ({
    kind: 'directory',
    name,
    id,
    values: () => each(children),
    isSameEntry: (other: Fake & { id: string }) => Promise.resolve(other.id === id),
  }) as unknown as FileSystemHandle;

async function all(slices: AsyncIterable<SourceFile[]>): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for await (const some of slices) found.push(...some);
  return found;
}

describe('files below handles', () => {
  it('come by name, folder by folder, and remember what was given', async () => {
    const ct = folder('CT', [file('2'), file('1')]);
    const cd = folder('CD', [file('Ärztin 王'), ct, file('DICOMDIR;1')]);
    const alone = file('study.zip');
    const found = await all(handleFiles([cd, alone], () => undefined));
    const labels = found.map(({ label }) => label);
    expect(labels).toEqual(['CD/CT/1', 'CD/CT/2', 'CD/DICOMDIR;1', 'CD/Ärztin 王', 'study.zip']);
    expect(new Set(found.map(({ root }) => root))).toEqual(new Set([cd, alone]));
  });

  it('are each given once, also where the same folder is given twice, and not where only its name is the same', async () => {
    const here = folder('CD', [file('1')], 'first disc');
    const again = folder('CD', [file('1')], 'first disc');
    const other = folder('CD', [file('2')], 'second disc');
    const found = await all(handleFiles([here, again, other], () => undefined));
    expect(found.map(({ label }) => label)).toEqual(['CD/1', 'CD/2']);
  });

  it('name what cannot be opened, and the rest goes on', async () => {
    const gone = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    const locked = {
      kind: 'directory',
      name: 'locked',
      values: () => {
        throw new DOMException('no', 'NotAllowedError');
      },
    };
    const named: string[] = [];
    const cd = folder('CD', [file('a', gone), file('b'), locked as unknown as FileSystemHandle]);
    const found = await all(handleFiles([cd], (label) => named.push(label)));
    expect(found.map(({ label }) => label)).toEqual(['CD/b']);
    expect(named.sort()).toEqual(['CD/a', 'CD/locked']);
  });
});

describe('files of a list', () => {
  it('come in slices of time, because their size is asked of the disk', async () => {
    const slow = Array.from({ length: 12 }, (_, i) => ({
      name: String(i),
      webkitRelativePath: `CT/${String(i)}`,
      get size() {
        for (const end = performance.now() + 3; performance.now() < end;);
        return 1;
      },
    })) as unknown as File[];
    const slices: number[] = [];
    for await (const some of listedFiles(slow)) slices.push(some.length);
    expect(slices.reduce((sum, count) => sum + count, 0)).toBe(12);
    expect(Math.max(...slices)).toBeLessThanOrEqual(3);
  });
});

describe('what is dropped', () => {
  const entry = (path: string, children?: readonly object[]) => {
    const batches = [children ?? [], []];
    const name = path.split('/').at(-1) ?? '';
    return {
      fullPath: path,
      isFile: children === undefined,
      isDirectory: children !== undefined,
      file: (give: (file: File) => void) => {
        give(new File([name], name));
      },
      createReader: () => ({
        readEntries: (give: (some: readonly object[]) => void) => {
          give(batches.shift() ?? []);
        },
      }),
    };
  };
  const item = (handle: Promise<FileSystemHandle | null> | undefined, asEntry: object | null) => ({
    kind: 'file',
    ...(handle === undefined ? {} : { getAsFileSystemHandle: () => handle }),
    webkitGetAsEntry: () => asEntry,
    getAsFile: () => Object.assign(new File(['pasted'], 'pasted'), { webkitRelativePath: '' }),
  });
  const drop = (...items: object[]) =>
    droppedFiles({ items: [...items, { kind: 'string' }] } as unknown as DataTransfer, () => undefined);

  it('may be several folders and files at once, kept by their handles', async () => {
    const [one, two] = [folder('CD 1', [file('a')]), folder('CD 2', [file('b')])];
    const alone = file('c.zip');
    const given = [one, two, alone].map((handle) => item(Promise.resolve(handle), entry('/x')));
    const found = await all(drop(...given));
    expect(found.map(({ label, root }) => [label, root])).toEqual([
      ['CD 1/a', one],
      ['CD 2/b', two],
      ['c.zip', alone],
    ]);
  });

  it('is walked by its entries where the browser has no handles, or refuses one', async () => {
    const cd = entry('/CD', [entry('/CD/DICOM', [entry('/CD/DICOM/1')]), entry('/CD/DICOMDIR')]);
    const refused = Promise.reject(new DOMException('a folder of the system', 'AbortError'));
    const found = await all(drop(item(undefined, cd), item(refused, entry('/d')), item(undefined, null)));
    expect(found.map(({ label, root }) => [label, root])).toEqual([
      ['pasted', undefined],
      ['CD/DICOM/1', undefined],
      ['CD/DICOMDIR', undefined],
      ['d', undefined],
    ]);
  });
});
