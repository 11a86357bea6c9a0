/** A video that Chromium records itself, stored as DICOM and played. */
import { expect, test } from 'vitest';
import { element, encapsulatedFile } from '../../support/synthetic-dicom/files.ts';
import { onlyLooking } from '../harness/serve.ts';
import { addStudy, findings, newPage, open, page, site } from './site.ts';

const endoscopy = '1.2.840.10008.5.1.4.1.1.77.1.1.1';
const h264 = '1.2.840.10008.1.2.4.102';

const videoFile = (stream: Uint8Array): Uint8Array =>
  encapsulatedFile([stream], 20, {
    transferSyntaxUID: h264,
    over: [element(0x00080016, 'UI', endoscopy), element(0x00080060, 'CS', 'ES')],
  });

/** An MP4 with H.264 in it; undefined where this Chromium has no encoder. */
async function recorded(): Promise<Uint8Array | undefined> {
  await newPage();
  await page.goto(site.origin());
  const bytes = await page.evaluate(async () => {
    const type = 'video/mp4;codecs=avc1';
    if (!MediaRecorder.isTypeSupported(type)) return undefined;
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 240;
    const context = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: type });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.start();
    for (let frame = 0; frame < 20; frame += 1) {
      if (context === null) return undefined;
      context.fillStyle = '#e02020';
      context.fillRect(0, 0, 320, 240);
      context.fillStyle = '#fff';
      context.fillRect(10 * frame, 100, 20, 40);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  await page.context().close();
  return bytes && Uint8Array.from(bytes);
}

const press = () => page.getByRole('button', { name: /^Endoscopy video/ }).click();

test('a video plays in the browser once all of it is here and is what was stored', async (context) => {
  const stream = await recorded();
  if (stream === undefined) {
    await newPage();
    context.skip('this Chromium cannot record H.264');
    return;
  }
  await addStudy('video', [videoFile(stream)]);
  await open('video');
  await press();
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState)).toBeGreaterThan(1);
  await video.evaluate((one: HTMLVideoElement) => one.play());
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.currentTime)).toBeGreaterThan(0.2);
  const seen = await video.evaluate((one: HTMLVideoElement) => {
    const canvas = document.createElement('canvas');
    canvas.width = one.videoWidth;
    canvas.height = one.videoHeight;
    const drawn = canvas.getContext('2d');
    drawn?.drawImage(one, 0, 0);
    return { width: one.videoWidth, pixel: [...(drawn?.getImageData(160, 20, 1, 1).data ?? [])] };
  });
  expect(seen.width).toBe(320);
  expect(seen.pixel[0]).toBeGreaterThan(180);
  expect(seen.pixel[1]).toBeLessThan(90);
  expect(await findings()).toEqual([]);
});

test('a video without a container is told by its name and can be saved', async () => {
  await addStudy('bare', [videoFile(Uint8Array.of(0, 0, 0, 1, 0x67, 0x64, 0, 0x29))]);
  await open('bare');
  await press();
  await page.getByText(/This browser can’t play it: H\.264 without a container/).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save video' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('video.h264');
});

test('a video that cannot be played is not saved either where the link gives no files away', async () => {
  await addStudy(onlyLooking, [videoFile(Uint8Array.of(0, 0, 0, 1, 0x67, 0x64, 0, 0x29))]);
  await open(onlyLooking);
  await press();
  await page.getByText('This link does not let you download it.').waitFor();
  expect(await page.getByRole('button', { name: 'Save video' }).count()).toBe(0);
});

test('a video whose bytes are not the stored ones is never shown', async () => {
  const study = await addStudy('damaged', [videoFile(Uint8Array.of(0, 0, 0, 1, 0x67, 0x64, 0, 0x29))]);
  study.packs[0]?.fill(7);
  await open('damaged');
  await press();
  await page.getByText(/^The video can’t be shown. Its stored data is damaged/).waitFor();
  expect(await page.locator('video').count()).toBe(0);
});
