import type { Opened } from '@pacs/shared/opened';
import { formatDateTime } from '../ui/format.ts';
import { studyTitle } from '../viewer/core/words.ts';

export function LinkHead({ opened }: { opened: Opened }) {
  return (
    <div className="v-title">
      <h1>{studyTitle(opened)}</h1>
      {opened.link !== undefined && <p>Shared until {formatDateTime(opened.link.expiresAtMs)}</p>}
    </div>
  );
}
