/** The elements of the image in a pane; those of the study's image before stay until they are here. */
import { listElements, type ElementRow } from '@pacs/shared/dicom/list-elements';
import { useEffect, useState } from 'react';
import type { StudySession } from '../engine/study-session.ts';
import type { PaneFrame } from '../view/pane-frame.ts';

export type Elements =
  | { status: 'reading' }
  | { status: 'failed' }
  | { status: 'ok'; rows: readonly ElementRow[]; position: number; truncated: boolean };

const reading: Elements = { status: 'reading' };

/** Scrolling fast asks for nothing. */
const restMs = 150;

export function useElements(frame: PaneFrame | undefined): Elements {
  const session = frame?.session;
  const [known, setKnown] = useState<{ session: StudySession | undefined; elements: Elements }>();
  const readHead = session?.study.access?.readHead;
  const id = frame?.entry.facts.instance.id;
  const position = frame?.position ?? 0;
  useEffect(() => {
    if (readHead === undefined || id === undefined) return;
    let isGone = false;
    const read = async (): Promise<Elements> => {
      const { bytes, totalBytes } = await readHead(id);
      const list = listElements(bytes, totalBytes);
      return list.status === 'ok' ? { ...list, position } : { status: 'failed' };
    };
    const timer = setTimeout(() => {
      read()
        .catch((): Elements => ({ status: 'failed' }))
        .then(
          (answer) => {
            if (!isGone) setKnown({ session, elements: answer });
          },
          () => undefined,
        );
    }, restMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [session, readHead, id, position]);
  // Never those of another study, whoever's that is.
  return known?.session === session ? (known?.elements ?? reading) : reading;
}
