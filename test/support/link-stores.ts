/** What the functions keep of links, as their adapters do, against the emulator. */
import type { LinkDocument } from '@pacs/shared/link-documents';
import { limits } from '@pacs/shared/limits';
import { paths } from '@pacs/shared/paths';
import { putDocument } from './stack-clients.ts';
import { stackInfo } from './stack.ts';

export const linkOwnerUid = `owner-${crypto.randomUUID()}`;

export const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };

export const times = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, number) => make(number));

export async function linkStores() {
  const { projectId, origins } = stackInfo();
  Object.assign(process.env, {
    GCLOUD_PROJECT: projectId,
    FIRESTORE_EMULATOR_HOST: origins.firestore,
    METADATA_SERVER_DETECTION: 'none',
  });
  // What is read from the environment is read when these load.
  const { firestore } = await import('../../functions/src/adapters/clients.ts');
  const { firestoreLinks } = await import('../../functions/src/adapters/firestore-links.ts');
  const { firestoreMail } = await import('../../functions/src/adapters/firestore-mail.ts');
  const { firestoreAlerts } = await import('../../functions/src/adapters/firestore-alerts.ts');
  const { firestoreAudit } = await import('../../functions/src/adapters/firestore-users.ts');
  const db = firestore();
  return {
    db,
    links: firestoreLinks(db),
    mail: firestoreMail(db),
    alerts: firestoreAlerts(db),
    audit: firestoreAudit(db),
  };
}

export type LinkStores = Awaited<ReturnType<typeof linkStores>>;

/** A link of its own study. */
export async function storedLink(
  more: Partial<LinkDocument>,
): Promise<{ linkId: string; link: LinkDocument }> {
  const linkId = crypto.randomUUID();
  const link: LinkDocument = {
    ownerUid: linkOwnerUid,
    studyId: `study-${linkId}`,
    incarnation: 'its-life',
    createdAtMs: Date.now(),
    expiresAtMs: Date.now() + limits.linkMinMs,
    opens: 0,
    ...more,
  };
  await putDocument(paths.link(linkId), link);
  return { linkId, link };
}
