/** What a link tells its owner, in words. */
import type { LinkDocument } from '@pacs/shared/link-documents';
import { linkAlerts, type AlertDocument, type LinkAlert } from '@pacs/shared/messages';

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

/** A link without a passcode is never locked. */
export const alertChoices = (asksPasscode: boolean): AlertChoice[] =>
  linkAlerts.filter((id) => id !== 'locked' || asksPasscode).map((id) => ({ id, words: words[id].choice }));

/** As createLink takes it: what was chosen and can happen. */
export function alertsRequest(
  chosen: ReadonlySet<LinkAlert>,
  asksPasscode: boolean,
): { alerts?: LinkAlert[] } {
  const alerts = alertChoices(asksPasscode).flatMap(({ id }) => (chosen.has(id) ? [id] : []));
  return alerts.length === 0 ? {} : { alerts };
}

/** "first opening, lock"; undefined where it tells nothing. */
export function tellsWords({ alerts = [] }: Pick<LinkDocument, 'alerts'>): string | undefined {
  const told = linkAlerts.filter((id) => alerts.includes(id)).map((id) => words[id].short);
  return told.length === 0 ? undefined : told.join(', ');
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
