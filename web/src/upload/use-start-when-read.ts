import { useEffect, useState } from 'react';
import type { StudyNode } from '../intake/core/nodes.ts';
import type { Recognised } from '../intake/core/scanner.ts';
import type { ReadableStore } from '../intake/core/store.ts';

const studiesOf = ({ patients }: Recognised): StudyNode[] => patients.flatMap(({ studies }) => studies);

/** A study of a disc is complete once its directory's files are read, others when nothing is left to read. */
const isRead = ({ phase }: Recognised, study: StudyNode): boolean =>
  phase === 'ready' || (study.isListed && study.awaited === 0);

/** There is something to say yes to: with a disc's directory also before its files are read. */
export const canStart = (found: Recognised): boolean =>
  found.phase === 'ready' || studiesOf(found).some(({ isListed }) => isListed);

/**
 * Starts what was shown when the button was pressed, each study as soon as it has been read. What turns up
 * later waits for another press.
 */
export function useStartWhenRead(
  store: ReadableStore<Recognised>,
  start: (studies: readonly StudyNode[]) => void,
): { later: number; press: () => void } {
  const [pressed, setPressed] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (pressed.size === 0) return undefined;
    // Starting a study publishes what is left, which calls this again before React knows of it.
    const left = new Set(pressed);
    const startRead = (): void => {
      const found = store.getState();
      const waiting = studiesOf(found).filter(({ key }) => left.has(key));
      const ready = waiting.filter((study) => isRead(found, study));
      if (ready.length === 0 && waiting.length > 0) return;
      setPressed(new Set(waiting.flatMap((study) => (ready.includes(study) ? [] : study.key))));
      for (const { key } of ready) left.delete(key);
      if (ready.length > 0) start(ready);
    };
    const stop = store.subscribe(startRead);
    queueMicrotask(startRead);
    return stop;
  }, [pressed, store, start]);
  return {
    later: pressed.size,
    press: () => {
      setPressed(new Set(studiesOf(store.getState()).map(({ key }) => key)));
    },
  };
}
