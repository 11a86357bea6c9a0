import type { Opened } from '@pacs/shared/opened';
import { studyTitle } from '../viewer/core/words.ts';

const untilWhen = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export function LinkHead({ opened }: { opened: Opened }) {
  return (
    <div className="v-title">
      <h1>{studyTitle(opened)}</h1>
      {opened.link !== undefined && <p>Shared until {untilWhen.format(opened.link.expiresAtMs)}</p>}
    </div>
  );
}
