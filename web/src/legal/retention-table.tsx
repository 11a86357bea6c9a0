import { kept } from '@pacs/shared/retention';
import { LegalTable } from './legal-page.tsx';
import { operator } from './operator.ts';

export function RetentionTable() {
  const days = operator().retentionDays;
  return (
    <LegalTable
      caption="How long each kind of data is kept"
      head={['What', 'How long']}
      rows={Object.values(kept).map(({ what, until }) => [what, until(days)])}
    />
  );
}
