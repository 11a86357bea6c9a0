/**
 * What of the recognised studies is to be sent: series are unticked, the button is pressed, and each study starts as
 * soon as it has been read. Lives as long as the scanner, whatever page is shown.
 */
import type { StudyNode } from '../../intake/core/nodes.ts';
import type { ScannedInstance } from '../../intake/core/scanned.ts';
import type { Recognised, Scanner } from '../../intake/core/scanner.ts';
import { createStore } from '../../intake/core/store.ts';
import type { ReadableStore } from '../../intake/core/store.ts';
import { leftOutOf, missingOf, tickedSeries, withTicked } from './selection.ts';
import type { Unticked } from './selection.ts';
import type { UploadEngine } from './upload-engine.ts';
import type { Offer } from './upload-state.ts';

export interface Selection {
  unticked: Unticked;
  /** Studies that start by themselves once they have been read. */
  pressed: ReadonlySet<string>;
  /** How many presses have started something. */
  starts: number;
}

export interface Starting {
  store: ReadableStore<Selection>;
  readonly tick: (seriesKeys: readonly string[], ticked: boolean) => void;
  /** Starts what is shown now; what turns up later waits for another press. */
  readonly press: () => void;
  /** Stops reading and forgets what was recognised and chosen. */
  readonly clear: () => void;
}

const studiesOf = ({ patients }: Recognised): StudyNode[] => patients.flatMap(({ studies }) => studies);

/** A study of a disc is complete once its directory's files are read, others when nothing is left to read. */
const isRead = ({ phase }: Recognised, study: StudyNode): boolean =>
  phase === 'ready' || (study.isListed && study.awaited === 0);

/** There is something to say yes to: with a disc's directory also before its files are read. */
export const canStart = (found: Recognised): boolean =>
  found.phase === 'ready' || studiesOf(found).some(({ isListed }) => isListed);

export function createStarting(scanner: Scanner, engine: Pick<UploadEngine, 'add' | 'prepare'>): Starting {
  const nothing = { unticked: new Set<string>(), pressed: new Set<string>() };
  const store = createStore<Selection>({ ...nothing, starts: 0 });
  let likely: string | undefined;
  /** Nothing has started since the last press. */
  let isFirst = false;

  function startRead(): void {
    const { pressed, unticked, starts } = store.getState();
    if (pressed.size === 0) return;
    const found = scanner.store.getState();
    const waiting = studiesOf(found).filter(({ key }) => pressed.has(key));
    const ready = waiting.filter((study) => isRead(found, study));
    if (ready.length === 0 && waiting.length > 0) return;
    const left = new Set(waiting.flatMap((study) => (ready.includes(study) ? [] : study.key)));
    const wanted = ready.flatMap((study) => {
      const series = tickedSeries(study, unticked);
      return series.size > 0 ? [{ study, series }] : [];
    });
    const isStart = isFirst && wanted.length > 0;
    if (isStart) isFirst = false;
    // Before studies are taken: taking one publishes what is left, which leads here again.
    store.setState({ unticked, pressed: left, starts: isStart ? starts + 1 : starts });
    for (const { study, series } of wanted)
      engine.add(offerOf(study, scanner.take(study.key, series), series, unticked));
  }

  /** Of what is sent at the next press, the first study. */
  function prepareFirst(): void {
    const found = scanner.store.getState();
    const { unticked } = store.getState();
    const studies = studiesOf(found).map((study) => ({ study, series: tickedSeries(study, unticked) }));
    const first = studies.find(({ study, series }) => series.size > 0 && isRead(found, study));
    const name = first && [first.study.key, first.study.instances, ...first.series].join();
    if (name === likely) return;
    likely = name;
    engine.prepare(first === undefined ? [] : scanner.look(first.study.key, first.series));
  }

  scanner.store.subscribe(() => {
    startRead();
    prepareFirst();
  });

  return {
    store,
    tick(seriesKeys, ticked) {
      const { unticked, ...rest } = store.getState();
      store.setState({ ...rest, unticked: withTicked(unticked, seriesKeys, ticked) });
      prepareFirst();
    },
    press() {
      const pressed = new Set(studiesOf(scanner.store.getState()).map(({ key }) => key));
      store.setState({ ...store.getState(), pressed });
      isFirst = true;
      startRead();
    },
    clear() {
      scanner.clear();
      prepareFirst();
      store.setState({ ...store.getState(), ...nothing });
    },
  };
}

function offerOf(
  study: StudyNode,
  instances: ScannedInstance[],
  series: ReadonlySet<string>,
  unticked: Unticked,
): Offer {
  const { key, studyInstanceUID, identity, studyDate, studyDescription, modalities } = study;
  return {
    key,
    studyInstanceUID,
    title: { identity, studyDate, studyDescription, modalities },
    instances,
    leftOut: leftOutOf(study, series),
    missingByDirectory: missingOf(study, unticked),
  };
}
