import { OutboxDocument } from '@pacs/shared/messages';
import { collections, paths } from '@pacs/shared/paths';
import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { Mail } from '../core/links/link-ports.ts';
import { addAudit, isAlreadyExists, removeAll } from './firestore-documents.ts';

const dayMs = 24 * 3_600_000;
const Sent = z.object({ mails: z.int().default(0) }).default({ mails: 0 });
const Revoked = z.object({ revokedAtMs: z.int() });

/** Messages are documents of `outbox`, as the extension “Trigger Email from Firestore” takes them. */
export function firestoreMail(db: Firestore): Mail {
  const outbox = db.collection(collections.outbox);
  return {
    sendLink: (mailId, { linkId, ...mail }, { perLink, perDay }, audit) =>
      db.runTransaction(async (transaction) => {
        const link = db.doc(paths.link(linkId));
        const day = new Date(mail.createdAtMs).toISOString().slice(0, 10);
        const rate = db.doc(paths.mailRate(mail.ownerUid, day));
        const [ofLink, ofDay] = await transaction.getAll(link, rate);
        if (ofLink?.exists !== true || Revoked.safeParse(ofLink.data()).success) return 'gone';
        if (Sent.parse(ofLink.data()).mails >= perLink || Sent.parse(ofDay?.data()).mails >= perDay)
          return 'too-many';
        transaction.update(link, { mails: FieldValue.increment(1) });
        // The sweep of rates takes it away.
        const counted = { mails: FieldValue.increment(1), expiresAtMs: mail.createdAtMs + 2 * dayMs };
        transaction.set(rate, counted, { merge: true });
        transaction.create(db.doc(paths.mail(mailId)), OutboxDocument.parse({ ...mail, linkId }));
        addAudit(db, transaction, audit);
        return 'done';
      }),

    async send(mailId, mail) {
      try {
        await db.doc(paths.mail(mailId)).create(OutboxDocument.parse(mail));
        return 'sent';
      } catch (cause) {
        if (isAlreadyExists(cause)) return 'sent-already';
        throw cause;
      }
    },

    async sweep(nowMs) {
      await removeAll(db, outbox.where('delivery.state', '==', 'SUCCESS'));
      await removeAll(db, outbox.where('expiresAtMs', '<=', nowMs));
    },
  };
}
