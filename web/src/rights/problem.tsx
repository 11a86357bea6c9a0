import { AppError } from '@pacs/shared/errors';
import { Notice } from '../ui/notice.tsx';
import { MailTo } from './rights-frame.tsx';
import type { RightsWords } from './words/en.ts';

/** What went wrong, and where to turn to where trying again is of no use. */
export function Problem({ error, words, contact }: { error: unknown; words: RightsWords; contact: string }) {
  const code = error instanceof AppError ? error.code : 'internal';
  const asks = code === 'not-found' ? words.gone : code === 'too-many-requests' ? words.tooMany : undefined;
  return (
    <Notice tone="problem">
      {asks === undefined ? (
        words.failed
      ) : (
        <span>
          {asks} <MailTo to={contact} />
        </span>
      )}
    </Notice>
  );
}
