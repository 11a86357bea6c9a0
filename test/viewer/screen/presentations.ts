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
import { pixelsOf } from './pixels.ts';
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

/** What the middle row of the image shows in these columns, as bytes of grey. */
async function greysAt(...columns: number[]): Promise<number[]> {
  const canvas = pane(1).locator('.v-viewport canvas');
  const url = await canvas.evaluate((drawn) => (drawn as HTMLCanvasElement).toDataURL('image/png'));
  const { width, height, at } = await pixelsOf(Buffer.from(url.replace(/^.*,/, ''), 'base64'));
  // The whole image fits the pane's height.
  const scale = height / side;
  return columns.map((column) => at(width / 2 + (column + 0.5 - side / 2) * scale, height / 2)[0]);
}

const table = (first: number, bits: number, length: number, valueOf: (at: number) => number) => [
  element(0x00283002, first < 0 ? 'SS' : 'US', [length, first, bits]),
  element(
    0x00283006,
    'OW',
    Uint16Array.from({ length }, (_, at) => valueOf(at)),
  ),
];

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

test('its own tables take the place of the image’s scale, window and polarity', async () => {
  const ownScale = [
    field('rescaleSlope', '1'),
    field('rescaleIntercept', '-1000'),
    field('windowCenter', '0'),
    field('windowWidth', '10'),
  ];
  const dialog = await openState(
    [
      items(
        'modalityLUTSequence',
        table(0, 16, 4096, (stored) => (stored < 2048 ? 100 : 300)),
      ),
      items('softcopyVOILUTSequence', [
        items(
          'voiLUTSequence',
          table(100, 8, 201, (at) => 50 + Math.round(0.75 * at)),
        ),
      ]),
      items(
        'presentationLUTSequence',
        table(0, 8, 256, (at) => 255 - at),
      ),
    ],
    ownScale,
  );
  await expect.poll(() => greysAt(10, 50)).toEqual([0, 255]);
  expect(await dialog.getByRole('note').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Show the images like this' }).click();
  await badge('Presentation state applied').waitFor();
  await expect.poll(() => greysAt(10, 31, 32, 50)).toEqual([205, 205, 55, 55]);
  expect(await words(1, 'bottom-right')).toContain('Window from table');
  await page.keyboard.press('r');
  await expect.poll(() => greysAt(10, 50)).toEqual([0, 255]);
});

test('a scale of its own without a window shows all values of the image', async () => {
  const dialog = await openState([field('rescaleSlope', '-1'), field('rescaleIntercept', '10000')]);
  await dialog.getByRole('button', { name: 'Show the images like this' }).click();
  await badge('Presentation state applied').waitFor();
  await expect.poll(() => words(1, 'bottom-right')).toContain('W 4032 L 7984');
});

/** A plane as large as the image whose bits are set in these columns. */
const plane = (group: number, from: number, to: number) => {
  const bits = new Uint8Array((side * side) / 8);
  for (let at = 0; at < side * side; at += 1)
    if (at % side >= from && at % side < to) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  const base = (0x6000 + group) * 0x10000;
  return [
    element(base + 0x10, 'US', side),
    element(base + 0x11, 'US', side),
    element(base + 0x40, 'CS', 'G'),
    element(base + 0x50, 'SS', [1, 1]),
    element(base + 0x100, 'US', 1),
    element(base + 0x102, 'US', 0),
    element(base + 0x3000, 'OW', bits),
  ];
};
const onLayer = (group: number, layer: string) => element((0x6000 + group) * 0x10000 + 0x1001, 'CS', layer);

test('it shows the overlays that it activates, in their layer’s grey, and covers what its bitmap covers', async () => {
  const dialog = await openState(
    [
      items(
        'graphicLayerSequence',
        [
          field('graphicLayer', 'GREY'),
          field('graphicLayerOrder', 1),
          field('graphicLayerGreyscaleValue', 26_214),
        ],
        [field('graphicLayer', 'PLAIN'), field('graphicLayerOrder', 2)],
      ),
      onLayer(2, 'GREY'),
      ...plane(4, 28, 32),
      onLayer(4, 'PLAIN'),
      ...plane(6, 48, 64),
      field('shutterShape', 'BITMAP'),
      field('shutterOverlayGroup', 0x6006),
      field('shutterPresentationValue', 0x3333),
    ],
    [...plane(0, 8, 12), ...plane(2, 18, 22)],
  );
  await expect.poll(() => greysAt(10, 20)).toEqual([255, 255]);
  const [bare = 0, end = 0] = await greysAt(30, 56);
  expect([bare, end].every((grey) => grey > 110 && grey < 250)).toBe(true);
  await dialog.getByRole('button', { name: 'Show the images like this' }).click();
  await badge('Presentation state applied').waitFor();
  await expect.poll(() => greysAt(20, 30, 50, 56)).toEqual([102, 255, 51, 51]);
  // The image's own overlay that it gives no layer is not shown.
  expect((await greysAt(10))[0]).toBeLessThan(60);
});
