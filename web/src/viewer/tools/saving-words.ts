import type { AppErrorCode } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { AnnotationsView } from './annotation-store.ts';
import { say } from '../../words/say.ts';

const refusals: Partial<Record<AppErrorCode, string>> = {
  'too-large': `Not saved: a series holds at most ${String(limits.annotationsPerSeries)} measurements`,
  'not-found': 'Not saved: this study has been deleted or replaced',
  unauthenticated: 'Not saved: you are signed out',
};

/** Where the measurements are. */
export function savingWords({ saving, refusal }: Pick<AnnotationsView, 'saving' | 'refusal'>): string {
  switch (saving) {
    case 'memory':
      return say('Not saved: gone when you leave this page');
    case 'loading':
      return 'Loading measurements…';
    case 'unread':
      return 'Measurements kept with this study could not be loaded: there may be more than is shown';
    case 'saved':
      return 'Measurements are saved';
    case 'unsaved':
      return 'Saving…';
    case 'retrying':
      return 'Not saved yet: no connection. Trying again';
    case 'refused':
      return (refusal && refusals[refusal]) ?? 'Not saved';
  }
}

/** Where none is shown: not the same as that there is none. */
export const noneWords = (view: Pick<AnnotationsView, 'saving' | 'refusal'>): string =>
  view.saving === 'unread' || view.saving === 'loading'
    ? savingWords(view)
    : say('None yet. Choose a tool and drag on an image.');
