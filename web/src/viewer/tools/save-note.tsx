/** Says over the image where measurements are, if they are not safely kept. */
import { useEffect, useSyncExternalStore } from 'react';
import type { StudySession } from '../engine/study-session.ts';
import { savingWords } from './saving-words.ts';
import { annotationsOf } from './session-annotations.ts';

const unsafe: readonly string[] = ['memory', 'unsaved', 'retrying', 'refused'];

export function SaveNote({ session }: { session: StudySession }) {
  const annotations = annotationsOf(session);
  const view = useSyncExternalStore(annotations.subscribe, annotations.view);
  const { saving } = view;

  useEffect(() => {
    const flush = () => {
      annotations.flush();
    };
    const hidden = () => {
      if (document.visibilityState === 'hidden') annotations.flush();
    };
    window.addEventListener('online', flush);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('online', flush);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [annotations]);

  const isUnsaved = saving === 'unsaved' || saving === 'retrying' || saving === 'refused';
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => {
      annotations.flush();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
    };
  }, [annotations, isUnsaved]);

  const isShown = unsafe.includes(saving) && (saving !== 'memory' || view.items.length > 0);
  return isShown ? (
    <p className="m-saving" data-saving={saving} role="status">
      {savingWords(view)}
    </p>
  ) : null;
}
