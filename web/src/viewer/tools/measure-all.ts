/** Measures annotations wherever they are: the pixels of images that are not shown are asked for. */
import type { Annotation } from '@pacs/shared/annotations';
import type { FrameEntry } from '../core/frame-table.ts';
import type { StudySession } from '../engine/study-session.ts';
import type { Measurement } from './core/measure.ts';
import { placeOf, type ImagePlace } from './image-key.ts';
import { measureOnce } from './measure-once.ts';

/** What can be measured with what is here; undefined where the image is in no stack. */
export function measureNow(session: StudySession, annotation: Annotation): Measurement | undefined {
  const place = placeOf(session.study.index, annotation);
  const entry = place && entryAt(session, place);
  if (place === undefined || entry === undefined) return undefined;
  const view = session.engine.view(place.stack, place.position);
  const tables = entry.facts.display && session.tables.tables(entry.facts.display);
  return measureOnce(annotation, {
    entry,
    decoded: view.state === 'full' ? view.decoded : undefined,
    tables: tables?.state === 'ready' ? tables.tables : undefined,
  });
}

/** In their order; images that do not come leave their values out. */
export async function measureAll(
  session: StudySession,
  annotations: readonly Annotation[],
  signal: AbortSignal,
): Promise<(Measurement | undefined)[]> {
  const measured: (Measurement | undefined)[] = [];
  try {
    for (const annotation of annotations) {
      const place = placeOf(session.study.index, annotation);
      if (place !== undefined && needsPixels(annotation)) await pixelsCome(session, place, signal);
      measured.push(measureNow(session, annotation));
    }
  } finally {
    session.engine.also(undefined);
  }
  return measured;
}

const needsPixels = ({ kind }: Annotation): boolean =>
  kind === 'rectangle' || kind === 'ellipse' || kind === 'probe';

const entryAt = (session: StudySession, { stack, position }: ImagePlace): FrameEntry | undefined =>
  session.stacks[stack]?.frames[position];

/** Resolves once the pixels are here or will not come. */
function pixelsCome(session: StudySession, place: ImagePlace, signal: AbortSignal): Promise<void> {
  const display = entryAt(session, place)?.facts.display;
  const isSettled = () => {
    const view = session.engine.view(place.stack, place.position).state;
    const tables = display && session.tables.tables(display).state;
    return view === 'failed' || tables === 'failed' || (view === 'full' && tables !== 'waiting');
  };
  if (isSettled() || signal.aborted) return Promise.resolve();
  session.engine.also(place);
  return new Promise((resolve) => {
    const look = () => {
      if (!isSettled() && !signal.aborted) return;
      for (const stop of stops) stop();
      signal.removeEventListener('abort', look);
      resolve();
    };
    const stops = [session.engine.subscribe(look), session.tables.subscribe(look)];
    signal.addEventListener('abort', look);
    look();
  });
}
