import { expect, it } from 'vitest';
import type { FileReading } from '../../web/src/intake/core/file-reading.ts';
import { wholeFile } from '../../web/src/intake/core/place.ts';
import type { StudyNode } from '../../web/src/intake/core/nodes.ts';
import { createScanner, type Recognised, type Scanner } from '../../web/src/intake/core/scanner.ts';
import { createStore } from '../../web/src/intake/core/store.ts';
import { forUpload } from '../../web/src/upload/core/for-upload.ts';
import { createStarting } from '../../web/src/upload/core/starting.ts';
import type { Offer } from '../../web/src/upload/core/upload-state.ts';
import { eventually } from '../support/eventually.ts';
import { hereWork } from './fakes/here-work.ts';
import { manualClock } from './fakes/manual-clock.ts';
import { tinyDicom } from './fakes/tiny-dicom.ts';

function startingOn(work: FileReading) {
  const clock = manualClock();
  const scanner = createScanner([work], clock, forUpload);
  const added: Offer[] = [];
  const prepared: string[][] = [];
  const starting = createStarting(scanner, {
    prepare: (instances) => void prepared.push(instances.map(({ facts }) => facts.sopInstanceUID)),
    add: (offer) => `${offer.key}${String(added.push(offer))}`,
  });
  return { clock, scanner, starting, added, prepared };
}

async function* filesOf(...studies: string[]) {
  yield studies.flatMap((study) =>
    ['1', '2'].map((series) => ({
      label: `${study}/${series}`,
      nesting: 0,
      place: wholeFile(
        new Blob([
          tinyDicom({ sop: `${study}.${series}.1`, study, series: `${study}.${series}`, number: 1 }),
        ]),
      ),
    })),
  );
}

it('what was pressed is sent without its unticked series, once, and what turns up later waits', async () => {
  const { clock, scanner, starting, added } = startingOn(hereWork());
  await scanner.add(filesOf('1.1', '1.2'));
  await eventually(async () => {
    await clock.advance(100);
    expect(scanner.store.getState().phase).toBe('ready');
  });
  const series = scanner.store
    .getState()
    .patients.flatMap(({ studies }) => studies.flatMap((one) => one.series));
  starting.tick([series[0]?.key ?? ''], false);
  starting.press();
  expect(added.map(({ instances, leftOut }) => [instances.length, leftOut])).toEqual([
    [1, 1],
    [2, 0],
  ]);
  expect(starting.store.getState()).toMatchObject({ starts: 1, pressed: new Set() });
  await scanner.add(filesOf('1.3'));
  await eventually(async () => {
    await clock.advance(100);
    expect(scanner.store.getState().patients).toHaveLength(1);
  });
  expect(added).toHaveLength(2);
});

it('a press while the files are still read holds, whoever looks at the page, until it is forgotten', async () => {
  for (const isCleared of [false, true]) {
    let letRead = (): void => undefined;
    const mayRead = new Promise<void>((resolve) => (letRead = resolve));
    const work = hereWork();
    let batches = 0;
    const { clock, scanner, starting, added } = startingOn({
      ...work,
      inspect: async (files) => {
        if ((batches += 1) > 1) await mayRead;
        return work.inspect(files);
      },
    });
    await scanner.add(filesOf('1.1'));
    await eventually(async () => {
      await clock.advance(100);
      expect(scanner.store.getState().phase).toBe('ready');
    });
    await scanner.add(filesOf('1.2'));
    await clock.advance(100);
    expect(scanner.store.getState().phase).toBe('reading');
    starting.press();
    expect(added).toEqual([]);
    expect(starting.store.getState().pressed.size).toBe(1);
    if (isCleared) starting.clear();
    letRead();
    await eventually(async () => {
      await clock.advance(100);
      expect(scanner.store.getState().phase).not.toBe('reading');
    });
    expect(added.map(({ studyInstanceUID }) => studyInstanceUID)).toEqual(isCleared ? [] : ['1.1']);
    expect(starting.store.getState().pressed.size).toBe(0);
  }
});

it('what the next press sends first is named, as it is ticked, and is nothing once the list is forgotten', async () => {
  const { clock, scanner, starting, prepared } = startingOn(hereWork());
  await scanner.add(filesOf('1.1', '1.2'));
  await eventually(async () => {
    await clock.advance(100);
    expect(scanner.store.getState().phase).toBe('ready');
  });
  const [first = [], second = []] = scanner.store
    .getState()
    .patients.flatMap(({ studies }) => studies.map((one) => one.series.map(({ key }) => key)));
  starting.tick(first.slice(0, 1), false);
  starting.tick(second.slice(0, 1), false);
  starting.tick(first, false);
  starting.press();
  await clock.advance(100);
  await scanner.add(filesOf('1.3'));
  await eventually(async () => {
    await clock.advance(100);
    expect(prepared.at(-1)).toEqual(['1.3.1.1', '1.3.2.1']);
  });
  starting.clear();
  expect(prepared).toEqual([
    ['1.1.1.1', '1.1.2.1'],
    ['1.1.2.1'],
    ['1.2.2.1'],
    [],
    ['1.3.1.1', '1.3.2.1'],
    [],
  ]);
});

it('one press counts as one start, however many studies of a disc are read after it, and none where nothing is ticked', () => {
  const study = (n: number, awaited: number) =>
    ({
      key: String(n),
      isListed: true,
      awaited,
      series: [{ key: `series ${String(n)}`, instances: 1 }],
    }) as StudyNode;
  const found = (...studies: StudyNode[]) =>
    ({ phase: 'reading', patients: [{ key: 'p', studies }] }) as unknown as Recognised;
  const store = createStore(found(study(1, 1), study(2, 1), study(3, 1)));
  const scanner = { store, take: () => [], look: () => [] } as unknown as Scanner;
  let added = 0;
  const starting = createStarting(scanner, { prepare: () => undefined, add: () => String((added += 1)) });
  starting.tick(['series 1'], false);
  starting.press();
  const seen = [
    found(study(1, 0), study(2, 1), study(3, 1)),
    found(study(2, 0), study(3, 1)),
    found(study(3, 0)),
  ];
  const starts = seen.map((next) => {
    store.setState(next);
    return [starting.store.getState().starts, added];
  });
  expect(starts).toEqual([
    [0, 0],
    [1, 1],
    [1, 2],
  ]);
});
