import { LegalTable } from './legal-page.tsx';
import { operator } from './operator.ts';

const days = (count: number): string => `${String(count)} days`;

export function RetentionTable() {
  const { serverLogs, backups, deletedImages } = operator().retentionDays;
  return (
    <LegalTable
      caption="How long each kind of data is kept"
      head={['What', 'How long']}
      rows={[
        ['Account', 'While the account exists; deleted within 30 days after you ask for it.'],
        [
          'Studies: images, headers, list entries',
          `Until you delete them or your account. Deleted images can be recovered by us for ${days(deletedImages)}, then they are gone from storage.`,
        ],
        [
          'Uploads on their way',
          'Removed once their images are stored; what is never finished goes after 7 days.',
        ],
        [
          'Viewer links',
          'They open nothing after 30 days at most. Their entry in your list goes with the study.',
        ],
        ['Messages with a link, and alerts by e-mail', 'Until they are delivered; two days at most.'],
        [
          'Access log',
          'While the account exists, for the integrity of the record; it holds ids, no patient’s name.',
        ],
        ['Server logs', days(serverLogs)],
        ['Backups of the database', backups === 0 ? 'None are made.' : `Overwritten after ${days(backups)}.`],
        ['Usage counts', 'Daily totals without any reference to a person, kept without limit.'],
        ['Your cookie choice', 'In your browser, six months.'],
      ]}
    />
  );
}
