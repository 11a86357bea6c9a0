/** How uploads end: cancelled, refused, stored before, in part by choice. */
import { expect, test } from 'vitest';
import { stackInfo } from '../support/stack.ts';
import { putDocument } from '../support/stack-clients.ts';
import { dicomdirFile } from '../support/synthetic-dicom/dicomdir.ts';
import { tinyDicom } from '../upload/fakes/tiny-dicom.ts';
import { holdBodies, lastStudyUID, openedStudy, study, uploadContext } from './support/upload-context.ts';
import {
  choose,
  command,
  objectsBelow,
  pressUpload,
  rebuiltSums,
  sumOf,
  untilUpload,
} from './support/upload-page.ts';

const on = uploadContext();

test('cancelling leaves nothing behind', async () => {
  await choose(on.page, await on.onDisk(study(510)));
  await holdBodies(on.page, 0);
  const begun = on.page.waitForResponse((response) => response.url().includes('beginUpload'));
  const started = on.page.waitForRequest((request) => command(request.headers()) === 'upload, finalize');
  await pressUpload(on.page);
  const answer = (await (await begun).json()) as { result: { uploadId: string } };
  await started;
  await on.page.getByRole('button', { name: /^Cancel Doe/ }).click();
  await untilUpload(on.page, 'Cancelled: nothing of it is kept');
  const { buckets, origins, projectId } = stackInfo();
  const { uploadId } = answer.result;
  expect(await objectsBelow(buckets.uploads, `${uploadId}/`)).toEqual([]);
  const document = await fetch(
    `http://${origins.firestore}/v1/projects/${projectId}/databases/(default)/documents/uploads/${uploadId}`,
    { headers: { authorization: 'Bearer owner' } },
  );
  expect(document.status).toBe(404);
  const kept = await on.page.evaluate(async () => {
    const opening = indexedDB.open('pacs-uploads');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => {
        resolve(opening.result);
      };
    });
    const all = database.transaction('uploads').objectStore('uploads').getAll();
    return new Promise<number>((resolve) => {
      all.onsuccess = () => {
        resolve(all.result.length);
      };
    });
  });
  expect(kept).toBe(0);
});

test('cancelling after some of it has arrived says so, and deletes that too where it is wanted', async () => {
  await choose(on.page, await on.onDisk(study(520)));
  await holdBodies(on.page, 1);
  await pressUpload(on.page);
  const row = on.page.getByRole('row').filter({ hasText: /\d+ of 520 images/ });
  await row.waitFor({ timeout: 60_000 });
  const images = /(\d+) of 520/.exec(await row.innerText())?.[1] ?? '';
  await on.page.getByRole('button', { name: /^Cancel Doe/ }).click();
  await untilUpload(on.page, `Cancelled: ${images} images had arrived and stay in the study`);
  const studyId = await row.getByRole('link').first().getAttribute('href');
  await on.page.getByRole('button', { name: 'Delete them too' }).click();
  const dialog = on.page.getByRole('alertdialog', { name: 'Delete this study?' });
  await dialog.getByRole('button', { name: 'Delete study' }).click();
  await untilUpload(on.page, 'Cancelled: nothing of it is kept');
  await row.waitFor({ state: 'detached' });
  expect(await on.page.getByRole('button', { name: 'Delete them too' }).count()).toBe(0);
  const { buckets } = stackInfo();
  expect(await objectsBelow(buckets.studies, `${studyId?.split('/').at(-1) ?? ''}/`)).toEqual([]);
});

test('what was in the study before is not offered for deletion with what was cancelled', async () => {
  const files = study(520);
  await choose(on.page, await on.onDisk(files.slice(0, 2)));
  await pressUpload(on.page);
  await untilUpload(on.page, /^Done/);
  await choose(on.page, await on.onDisk(files));
  await holdBodies(on.page, 1);
  await pressUpload(on.page);
  await on.page
    .getByRole('row')
    .filter({ hasText: /\d{2,} of 520 images/ })
    .waitFor({ timeout: 60_000 });
  await on.page.getByRole('button', { name: /^Cancel Doe/ }).click();
  await untilUpload(on.page, /^Cancelled: \d+ images had arrived and stay in the study/);
  expect(await on.page.getByRole('button', { name: 'Delete them too' }).count()).toBe(0);
});

test('while it is sent a study opens from this computer, and leaving the page asks first', async () => {
  const files = study(3, 64);
  await choose(on.page, await on.onDisk(files));
  const held = await holdBodies(on.page);
  await pressUpload(on.page);
  await on.page.getByRole('button', { name: /^Open Doe.* from this computer/ }).click();
  await on.page.getByText('Image 1 / 3').waitFor();
  expect(new URL(on.page.url()).pathname).toMatch(/^\/local\//);
  await on.page.goBack();
  await untilUpload(on.page, 'Uploading');
  const asked: string[] = [];
  on.page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await on.page.evaluate(() => {
    location.reload();
  });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await held.release();
  await untilUpload(on.page, /^Done/);
  expect(await rebuiltSums(await openedStudy(on.page))).toEqual(
    files.map(({ bytes }) => sumOf(bytes)).sort(),
  );
});

test('a full storage says what to do', async () => {
  await putDocument(`studies/full-${on.user.localId}`, {
    ownerUid: on.user.localId,
    counts: { storedBytes: 51 * 1024 ** 3 },
  });
  await choose(on.page, await on.onDisk(study(2)));
  await pressUpload(on.page);
  await untilUpload(on.page, 'Your storage is full. Delete studies you no longer need, then try again.');
});

test('the same disc a second time: nothing is sent and it says so; what it lacks is told', async () => {
  const files = study(3);
  const [, ...there] = files;
  const disc = dicomdirFile([
    {
      type: 'PATIENT',
      values: { patientID: 'P1', patientName: 'Doe^Jane' },
      children: [
        {
          type: 'STUDY',
          values: { studyInstanceUID: lastStudyUID() },
          children: [
            {
              type: 'SERIES',
              values: { seriesInstanceUID: `${lastStudyUID()}.1`, modality: 'CT' },
              children: files.map(({ name }) => ({
                type: 'IMAGE',
                values: { referencedFileID: name.split('/') },
              })),
            },
          ],
        },
      ],
    },
  ]);
  const folder = await on.onDisk([...there, { name: 'DICOMDIR', bytes: disc }]);
  await choose(on.page, folder);
  await on.page.getByText('1 image listed on the CD is missing').waitFor();
  await pressUpload(on.page);
  await untilUpload(on.page, /^Done/);
  await on.page.getByText('2 of 3 images').first().waitFor();
  await choose(on.page, folder);
  const sent: string[] = [];
  on.page.on('request', (request) => {
    if (request.url().includes('/v0/b/')) sent.push(request.url());
  });
  await pressUpload(on.page);
  await untilUpload(on.page, 'Everything was stored already: nothing had to be sent');
  expect(sent).toEqual([]);
});

test('a whole copy after a truncated one is taken', async () => {
  const files = study(2, 64);
  const cut = files.map(({ name, bytes }, i) => ({ name, bytes: i === 0 ? bytes.slice(0, -4000) : bytes }));
  await choose(on.page, await on.onDisk(cut));
  await on.page.getByText('1 file cut short').waitFor();
  await pressUpload(on.page);
  await untilUpload(on.page, /^Done/);
  await on.page.getByRole('button', { name: 'Clear finished' }).click();
  await choose(on.page, await on.onDisk(files));
  await pressUpload(on.page);
  await untilUpload(on.page, /^Done/);
  const sums = await rebuiltSums(await openedStudy(on.page));
  for (const { bytes } of files) expect(sums).toContain(sumOf(bytes));
});

test('what is left out by choice is said of the study', async () => {
  const files = study(3);
  const uid = lastStudyUID();
  const other = study(2).map(({ name }, i) => ({
    name: `MR/${name}`,
    bytes: tinyDicom({
      sop: `${lastStudyUID()}.9.${String(i + 1)}`,
      study: uid,
      series: `${lastStudyUID()}.9`,
    }),
  }));
  await choose(on.page, await on.onDisk([...files, ...other]));
  await on.page.getByRole('button', { name: '2 series' }).click();
  await on.page.getByRole('checkbox', { name: /2 images/ }).uncheck({ force: true });
  await pressUpload(on.page);
  await untilUpload(on.page, /^Done/);
  await on.page.getByRole('link', { name: 'Open study' }).click();
  await on.page
    .getByText(/2 left out by choice/)
    .first()
    .waitFor();
});

test('several studies given at once are each sent once', async () => {
  const other = study(2).map(({ name, bytes }) => ({ name: `other/${name}`, bytes }));
  await choose(on.page, await on.onDisk([...study(3), ...other]));
  await pressUpload(on.page);
  const done = on.page.locator('.upload-item-state').filter({ hasText: /^Done/ });
  await done.nth(1).waitFor({ timeout: 90_000 });
  expect(await on.page.locator('.upload-item').count()).toBe(2);
});
