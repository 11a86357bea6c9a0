/** The viewer in Chromium, without any emulator: one build and one browser for all of screen/. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { mrSeries } from '../../tools/seed/synthetic/mr-series.ts';
import { ultrasoundCine } from '../../tools/seed/synthetic/ultrasound-cine.ts';
import './screen/before-viewer.ts';
import './screen/hands.ts';
import './screen/looks.ts';
import { axial, threeSeries } from './screen/oblique.ts';
import './screen/opening.ts';
import './screen/panes.ts';
import './screen/pictures.ts';
import './screen/plane-pictures.ts';
import './screen/planes.ts';
import './screen/presentations.ts';
import './screen/touch.ts';
import './screen/videos.ts';
import { closePage, startSite, stopSite } from './screen/site.ts';

const bytesOf = (files: readonly { bytes: Uint8Array }[]) => files.map(({ bytes }) => bytes);

beforeAll(async () => {
  const ct = bytesOf(ctVolume());
  const us = bytesOf(ultrasoundCine());
  await startSite({
    ct,
    us,
    mixed: [...ct, ...bytesOf(mrSeries()), ...us],
    tiny: bytesOf(axial),
    'tiny-hung': bytesOf(threeSeries),
  });
}, 120_000);

afterAll(stopSite);
afterEach(closePage);
