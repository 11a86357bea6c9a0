/** What is given to upload: dragged, pasted, vanishing on the way, or nothing that can be taken. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holdBodies, openedStudy, study, uploadContext } from './support/upload-context.ts';
import {
  choose,
  pressUpload,
  rebuiltSums,
  sumOf,
  untilUpload,
  type NamedFile,
  drop,
} from './support/upload-page.ts';

const on = uploadContext();

test('files that vanish or change on the way are named, and the rest goes on', async () => {
  // While another one is sent nothing of it is packed before it is asked for.
  await choose(on.page, await on.onDisk(study(1)));
  const other = await holdBodies(on.page);
  await pressUpload(on.page);
  await untilUpload(on.page, 'Uploading');
  const files = study(6);
  const folder = await on.onDisk(files);
  await choose(on.page, folder);
  await rm(join(folder, 'CT/00001'));
  await writeFile(join(folder, 'CT/00002'), 'something else');
  await pressUpload(on.page);
  await other.release();
  await on.page
    .locator('.upload-item-state')
    .filter({ hasText: /^Done/ })
    .nth(1)
    .waitFor({ timeout: 90_000 });
  await on.page
    .getByRole('button', { name: /^Remove Doe/ })
    .first()
    .click();
  await on.page.getByText('2 files with a remark; the rest is stored').click();
  await on.page.getByText(/00001$/).waitFor();
  await on.page.getByText(/00002$/).waitFor();
  const kept = files.filter((_, i) => i !== 1 && i !== 2);
  expect(await rebuiltSums(await openedStudy(on.page))).toEqual(kept.map(({ bytes }) => sumOf(bytes)).sort());
});

test('discs and archives that the browser cannot open say what to do', async () => {
  const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
  const foreign: NamedFile[] = [
    { name: 'a.iso', bytes: new Uint8Array([...new Uint8Array(32_769), ...ascii('CD001')]) },
    { name: 'b.rar', bytes: new Uint8Array([...ascii('Rar!'), 0x1a, 7, 0]) },
    { name: 'c.7z', bytes: new Uint8Array([...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c]) },
    { name: 'd.exe', bytes: new Uint8Array(ascii('MZ viewer')) },
  ];
  await choose(on.page, await on.onDisk(foreign));
  await on.page.getByText('4 files not taken', { exact: true }).click();
  await on.page.getByText(/Open it on this computer by a double click, then drop the disc/).waitFor();
  expect(await on.page.getByText(/Unpack it on this computer and drop the folder/).count()).toBe(2);
  await on.page.getByText(/If it is a viewer from a CD, drop the whole CD instead/).waitFor();
});

test('folders that are dragged in and files that are pasted are taken', async () => {
  await drop(on.page, await on.onDisk(study(4)));
  await on.page.getByText('4 images').first().waitFor();
  await on.page.evaluate(
    (files) => {
      const clipboardData = new DataTransfer();
      for (const bytes of files) clipboardData.items.add(new File([new Uint8Array(bytes)], 'pasted'));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    },
    study(3).map(({ bytes }) => [...bytes]),
  );
  await on.page.getByText('3 images').first().waitFor();
});
