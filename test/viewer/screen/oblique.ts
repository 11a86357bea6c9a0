/** Three small MR series of one study: axial, coronal in the same space, axial in a space of its own. */
import { mrSeries } from '../../../tools/seed/synthetic/mr-series.ts';
import { element } from '../../../tools/seed/synthetic/write-dicom.ts';

const facts = { slices: 8, size: 64 };

/** Of the coronal images: columns run as in the axial ones, rows from 100 mm above the origin towards the feet. */
export const coronalTopMm = 100;

export const axial = mrSeries({ ...facts, series: { number: 1, description: 'Axial' } });

const coronal = mrSeries({
  ...facts,
  series: { number: 2, description: 'Coronal' },
  extra: (slice) => [
    element(0x00200032, 'DS', ['-120', String(-16 + 4 * slice), String(coronalTopMm)]),
    element(0x00200037, 'DS', ['1', '0', '0', '0', '0', '-1']),
  ],
});

const elsewhere = mrSeries({
  ...facts,
  series: { number: 3, description: 'Another space' },
  extra: () => [element(0x00200052, 'UI', '2.25.4711')],
});

export const threeSeries = [...axial, ...coronal, ...elsewhere];
