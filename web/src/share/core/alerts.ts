/** What a link tells its owner, in words. */
import { possibleAlerts, type LinkDocument } from '@pacs/shared/link-documents';
import type { AlertDocument, LinkAlert } from '@pacs/shared/messages';

export interface AlertRow {
  id: string;
  data: AlertDocument;
}

export interface AlertChoice {
  id: LinkAlert;
  words: string;
}

const words: Record<LinkAlert, { choice: string; short: string; happened: string }> = {
  opened: {
    choice: 'When it is opened for the first time',
    short: 'first opening',
    happened: 'was opened for the first time',
  },
  locked: {
    choice: 'When wrong passcodes lock it',
    short: 'lock',
    happened: 'was locked by wrong passcodes',
  },
  unopened: {
    choice: 'When it expires and nobody has opened it',
    short: 'expiry unopened',
    happened: 'expired, and nobody had opened it',
  },
};

export const alertChoices = (possible: readonly LinkAlert[]): AlertChoice[] =>
  possible.map((id) => ({ id, words: words[id].choice }));

/** As createLink takes it: what was chosen and can happen. */
export function alertsRequest(
  chosen: ReadonlySet<LinkAlert>,
  possible: readonly LinkAlert[],
): { alerts?: LinkAlert[] } {
  const alerts = possible.filter((id) => chosen.has(id));
  return alerts.length === 0 ? {} : { alerts };
}

/** "first opening, lock"; undefined where it tells nothing any more. */
export function tellsWords(link: Pick<LinkDocument, 'alerts' | 'passcode' | 'opens'>): string | undefined {
  const told = possibleAlerts(link).filter((id) => link.alerts?.includes(id));
  return told.length === 0 ? undefined : told.map((id) => words[id].short).join(', ');
}

/** "The link “for Dr Weber” was opened for the first time". `when` writes a time as this browser does. */
export function alertWords(
  { what }: AlertDocument,
  link: LinkDocument | undefined,
  when: (ms: number) => string,
): string {
  const named =
    link === undefined
      ? 'A link that is gone'
      : link.note === undefined || link.note === ''
        ? `The link of ${when(link.createdAtMs)}`
        : `The link “${link.note}”`;
  return `${named} ${words[what].happened}`;
}

/** Those that nobody has marked as read, the newest first. */
export const unreadAlerts = (rows: readonly AlertRow[]): AlertRow[] =>
  rows.filter(({ data }) => data.readAtMs === undefined).sort((a, b) => b.data.atMs - a.data.atMs);
