/** Says over the image where measurements are, if they are not safely kept. */
import { useEffect, useSyncExternalStore } from 'react';
import type { StudySession } from '../engine/study-session.ts';
import type { AnnotationStore, Saving } from './annotation-store.ts';
import { savingWords } from './saving-words.ts';
import { annotationsOf } from './session-annotations.ts';
import { say } from '../../words/say.ts';

const unsafe: readonly string[] = ['memory', 'unread', 'unsaved', 'retrying', 'refused'];

export function SaveNote({ session }: { session: StudySession }) {
  const annotations = annotationsOf(session);
  const view = useSyncExternalStore(annotations.subscribe, annotations.view);
  const { saving } = view;

  useEffect(() => {
    const flush = () => {
      annotations.flush();
      annotations.reload();
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
    <div className="m-saving" data-saving={saving} role="status">
      {savingWords(view)}
      <Reload annotations={annotations} saving={saving} />
    </div>
  ) : null;
}

export function Reload({ annotations, saving }: { annotations: AnnotationStore; saving: Saving }) {
  return saving === 'unread' ? (
    <button
      type="button"
      className="v-button"
      onClick={() => {
        annotations.reload();
      }}
    >
      {say('Try again')}
    </button>
  ) : null;
}
