import { afterEach, expect, test, vi } from 'vitest';
import { openTarget } from '../../../web/src/viewer/takeaway/save-stream.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('where the browser lets one choose a file, bytes go into it as they come', async () => {
  const written: number[] = [];
  const into = new WritableStream<Uint8Array>({
    write(bytes) {
      written.push(...bytes);
    },
  });
  const asked: unknown[] = [];
  const showSaveFilePicker = (options: unknown) => {
    asked.push(options);
    return Promise.resolve({ createWritable: () => Promise.resolve(into) });
  };
  vi.stubGlobal('window', { showSaveFilePicker });
  const target = await openTarget('study.zip');
  expect(asked).toEqual([{ suggestedName: 'study.zip' }]);
  const writer = target?.into.getWriter();
  await writer?.write(Uint8Array.of(1, 2));
  expect(written).toEqual([1, 2]);
  await writer?.write(Uint8Array.of(3));
  await writer?.close();
  await target?.finish();
  expect(written).toEqual([1, 2, 3]);
});

test('who thinks better of it gets no file', async () => {
  const showSaveFilePicker = () => Promise.reject(new DOMException('cancelled', 'AbortError'));
  vi.stubGlobal('window', { showSaveFilePicker });
  expect(await openTarget('study.zip')).toBeUndefined();
});

test('where choosing is refused, the bytes are gathered all the same', async () => {
  const showSaveFilePicker = () => Promise.reject(new DOMException('not here', 'SecurityError'));
  vi.stubGlobal('window', { showSaveFilePicker });
  const target = await openTarget('study.zip');
  await expect(target?.into.getWriter().write(Uint8Array.of(1))).resolves.toBeUndefined();
});
