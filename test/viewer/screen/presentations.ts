/** Presentation states over files of this computer: what their author saw is what is on the screen. */
import { expect, test } from 'vitest';
import { documentFile, field, items, reference, storage } from '../../support/synthetic-dicom/documents.ts';
import {
  element,
  imageElements,
  syntax,
  uids,
  writeDicom,
  type DicomElement,
} from '../../support/synthetic-dicom/files.ts';
import { newPage, page, pane, site, storeChoice, words } from './site.ts';

const side = 64;

/** Stored values run from 0 in the first column to 4032 in the last. */
const ramp = Uint16Array.from({ length: side * side }, (_, at) => (at % side) * side);

const image = (series: number, over: readonly DicomElement[] = []) =>
  writeDicom(
    imageElements(
      [
        element(0x00080018, 'UI', `${uids.instance}.${String(series)}`),
        element(0x0008103e, 'LO', `Ramp ${String(series)}`),
        element(0x0020000e, 'UI', `${uids.series}.${String(series)}`),
        element(0x00200011, 'IS', series),
        element(0x7fe00010, 'OW', ramp),
        ...over,
      ],
      side,
      side,
    ),
    { transferSyntaxUID: syntax.explicit },
  );

const ofSeries = (series: number) => reference(`${uids.instance}.${String(series)}`);

const state = (over: readonly DicomElement[]) =>
  documentFile(`${storage}.11.1`, [
    field('contentLabel', 'STATE'),
    items(
      'referencedSeriesSequence',
      [items('referencedImageSequence', ofSeries(1))],
      [items('referencedImageSequence', ofSeries(2))],
    ),
    field('presentationLUTShape', 'IDENTITY'),
    ...over,
  ]);

/** The state's dialog over the three series, of which it is for the first two. */
async function openState(over: readonly DicomElement[], overImage: readonly DicomElement[] = []) {
  await newPage();
  await storeChoice();
  await page.goto(`${site.origin()}/local`);
  const files = [image(1, overImage), image(2, overImage), image(3, overImage), state(over)];
  await page
    .getByLabel('Files to open')
    .setInputFiles(
      files.map((bytes, at) => ({ name: `${String(at)}.dcm`, mimeType: '', buffer: Buffer.from(bytes) })),
    );
  await page
    .getByRole('region', { name: 'Documents' })
    .getByRole('button', { name: /presentation/i })
    .click();
  return page.getByRole('dialog');
}

const badge = (text: string) => pane(1).getByText(`${text}: STATE`);

test('a state of two series is offered for each, and holds in both whichever is looked at first', async () => {
  const dialog = await openState([
    items('softcopyVOILUTSequence', [field('windowCenter', '700'), field('windowWidth', '300')]),
  ]);
  await expect
    .poll(() => dialog.getByRole('listitem').allInnerTexts())
    .toEqual(['Series 1 / 3 · Ramp 1', 'Series 2 / 3 · Ramp 2']);
  await dialog.getByRole('button', { name: 'Ramp 2' }).click();
  await badge('Presentation state applied').waitFor();
  expect(await words(1, 'top-right')).toContain('Ramp 2');
  expect(await words(1, 'bottom-right')).toContain('W 300 L 700');
  const strip = page.getByRole('navigation', { name: 'Series' });
  await strip.getByRole('button', { name: /Ramp 1/ }).click();
  await expect.poll(() => words(1, 'top-right')).toContain('Ramp 1');
  await badge('Presentation state applied').waitFor();
  expect(await words(1, 'bottom-right')).toContain('W 300 L 700');
  await strip.getByRole('button', { name: /Ramp 3/ }).click();
  await expect.poll(() => words(1, 'top-right')).toContain('Ramp 3');
  expect(await pane(1).getByText('STATE').count()).toBe(0);
});
