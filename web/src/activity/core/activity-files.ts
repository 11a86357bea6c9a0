/** Events of the audit trail as files: ids and codes, and the owner's own notes on links. */
import { csvTable } from '@pacs/shared/csv';
import type { AuditDocument } from '@pacs/shared/audit-document';
import type { LinkDocument } from '@pacs/shared/link-documents';

export interface ActivityRow {
  id: string;
  event: AuditDocument;
}

type LinkOf = (linkId: string) => LinkDocument | undefined;

/** One event, flat; what is absent is ''. */
function factsOf({ id, event }: ActivityRow, linkOf: LinkOf) {
  const { actor, action, studyId, from, outcome, count = 1, atMs } = event;
  return {
    id,
    time: new Date(atMs).toISOString(),
    who: actor.kind,
    account: actor.kind === 'owner' ? actor.uid : '',
    link: actor.kind === 'link' ? actor.linkId : '',
    'link note': actor.kind === 'link' ? (linkOf(actor.linkId)?.note ?? '') : '',
    action,
    study: studyId,
    address: from?.address ?? '',
    browser: from?.browser ?? '',
    outcome,
    count,
  };
}

const columns = [
  'id',
  'time',
  'who',
  'account',
  'link',
  'link note',
  'action',
  'study',
  'address',
  'browser',
  'outcome',
  'count',
] as const satisfies readonly (keyof ReturnType<typeof factsOf>)[];

export const activityCsv = (rows: readonly ActivityRow[], linkOf: LinkOf): string =>
  csvTable([
    columns,
    ...rows.map((row) => {
      const facts = factsOf(row, linkOf);
      return columns.map((column) => facts[column]);
    }),
  ]);

export const activityJson = (rows: readonly ActivityRow[], linkOf: LinkOf): string =>
  `${JSON.stringify(
    rows.map((row) => factsOf(row, linkOf)),
    null,
    2,
  )}\n`;
