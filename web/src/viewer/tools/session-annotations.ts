/** The annotations of each opened study: kept where its page says, else in memory. */
import type { StudySession } from '../engine/study-session.ts';
import { createAnnotationStore, type AnnotationKeeper, type AnnotationStore } from './annotation-store.ts';

const stores = new WeakMap<StudySession, AnnotationStore>();

function open(session: StudySession, keeper?: AnnotationKeeper): AnnotationStore {
  const seriesOf = new Map(session.study.index.instances.map(({ id, series }) => [id, series]));
  const store = createAnnotationStore({
    seriesOf: (instance) => seriesOf.get(instance),
    keeper,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => {
        clearTimeout(timer);
      };
    },
  });
  stores.set(session, store);
  return store;
}

export const annotationsOf = (session: StudySession): AnnotationStore => stores.get(session) ?? open(session);

/** Before the study is shown. The answer saves what is waiting and ends the keeping. */
export function keepAnnotations(session: StudySession, keeper: AnnotationKeeper): () => void {
  const store = open(session, keeper);
  return () => {
    store.close();
  };
}
