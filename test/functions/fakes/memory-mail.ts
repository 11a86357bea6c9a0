import type { Mail } from '../../../functions/src/core/links/link-ports.ts';
import type { WorldState } from './world-state.ts';

export function memoryMail(state: WorldState): Mail {
  return {
    sendLink: async (mailId, mail, { perLink, perDay }, audit) => {
      const link = state.links.get(mail.linkId);
      if (!link || link.revokedAtMs !== undefined) return 'gone';
      const day = `${mail.ownerUid} ${new Date(mail.createdAtMs).toISOString().slice(0, 10)}`;
      const ofDay = state.mailRates.get(day) ?? 0;
      const { mails = 0 } = link;
      if (mails >= perLink || ofDay >= perDay) return 'too-many';
      state.mailRates.set(day, ofDay + 1);
      state.links.set(mail.linkId, { ...link, mails: mails + 1 });
      state.outbox.set(mailId, structuredClone(mail));
      state.audits.push(audit);
      return 'done';
    },
    send: async (mailId, mail) => {
      if (state.outbox.has(mailId)) return 'sent-already';
      state.outbox.set(mailId, structuredClone(mail));
      return 'sent';
    },
    sweep: async (nowMs) => {
      for (const [mailId, { delivered, expiresAtMs }] of state.outbox)
        if (delivered === true || expiresAtMs <= nowMs) state.outbox.delete(mailId);
    },
  };
}
