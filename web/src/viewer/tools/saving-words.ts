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
