import { describe, expect, it } from 'vitest';
import { missingOf, tickedSeries } from '../../web/src/upload/core/selection.ts';
import {
  contents,
  dicomOf,
  discFiles,
  given,
  inSecondStudy,
  scanned,
  source,
  type OnDisc,
} from './fakes/discs.ts';

describe('what a disc’s directory lists', () => {
  it('says what is missing of each study, and nothing of it becomes an image', async () => {
    const { ready, studies } = await scanned(discFiles(contents.filter(({ sop }) => sop !== '1.2.1')));
    const found = await ready();
    expect(found).toMatchObject({ dicomdirs: 1, aside: [] });
    expect(studies()).toMatchObject([
      { instances: 2, images: 2, missing: 1, series: [{ missing: 1 }] },
      { instances: 1, missing: 0 },
    ]);
    const unticked = new Set(studies().flatMap(({ series }) => series.map(({ key }) => key)));
    expect(studies().map((study) => missingOf(study, new Set()))).toEqual([1, 0]);
    expect(studies().map((study) => missingOf(study, unticked))).toEqual([0, 0]);
  });

  it('shows a study that is missing as a whole, and nothing of it can be ticked', async () => {
    const { ready, studies } = await scanned(discFiles(contents.slice(0, 3)));
    await ready();
    const gone = studies().find(({ studyInstanceUID }) => studyInstanceUID === '2.1');
    expect(gone).toMatchObject({ instances: 0, missing: 1 });
    expect(studies().map((study) => tickedSeries(study, new Set()).size)).toEqual([1, 0]);
  });

  it('finds what was missing when it is dropped later, whatever its name', async () => {
    const { ready, scanner, studies } = await scanned(discFiles(contents.slice(0, 3)));
    await ready();
    await scanner.add(given([source('found.dcm', dicomOf(inSecondStudy))]));
    await ready();
    expect(studies()).toMatchObject([{ missing: 0 }, { instances: 1, missing: 0 }]);
  });

  it('shows each file once when it is given twice', async () => {
    const { ready, scanner, studies } = await scanned(discFiles(contents.slice(0, 3)));
    await ready();
    await scanner.add(given(discFiles(contents.slice(0, 3))));
    await ready();
    expect(studies()).toMatchObject([{ instances: 3, repeated: 3 }, { missing: 1 }]);
  });

  it('keeps what is not in its directory', async () => {
    const extra: OnDisc = { path: ['OTHER', 'X'], sop: '9.9', study: '9.1', patientID: 'P9' };
    const { ready, studies } = await scanned([
      ...discFiles(contents),
      source('OTHER/X', dicomOf(extra)),
      source('OTHER/X', dicomOf({ ...extra, sop: '9.8' })),
    ]);
    await ready();
    expect(studies().find(({ studyInstanceUID }) => studyInstanceUID === '9.1')).toMatchObject({
      instances: 2,
    });
  });
});
