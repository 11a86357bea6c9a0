import type { Deliveries, Letter, RightsStore } from '../../../functions/src/core/rights/rights-ports.ts';
import type { RateLimiter } from '../../../functions/src/core/ports.ts';
import { serviceError, type WorldState } from './world-state.ts';

export function memoryRights(state: WorldState): RightsStore {
  const { rightsTokens, rightsRequests } = state;
  const post = ({ mailId, mail }: Letter) => {
    if (state.outbox.has(mailId)) throw serviceError(6);
    state.outbox.set(mailId, structuredClone(mail));
  };
  const over = (atMs: number | undefined, nowMs: number) => atMs !== undefined && atMs <= nowMs;
  return {
    pend: async ({ tokenId, token }, letter) => {
      rightsTokens.set(tokenId, structuredClone(token));
      post(letter);
    },
    token: async (tokenId) => rightsTokens.get(tokenId),
    confirm: async (tokenId, { requestId, request, person, entry, letters }, audit) => {
      if (!rightsTokens.delete(tokenId)) return 'conflict';
      rightsRequests.set(requestId, structuredClone({ request, person, entries: [entry] }));
      letters.forEach(post);
      state.audits.push(audit);
      return 'done';
    },
    enter: async ({ requestId, request, person, entry, letters }, audit) => {
      rightsRequests.set(requestId, structuredClone({ request, person, entries: [entry] }));
      letters.forEach(post);
      state.audits.push(audit);
    },
    toRemind: async (nowMs, max) =>
      [...rightsRequests]
        .filter(([, { request }]) => over(request.remindAtMs, nowMs))
        .map(([requestId]) => requestId)
        .slice(0, max),
    remind: async (requestId, { due, next }, letter) => {
      const request = rightsRequests.get(requestId)?.request;
      if (request?.remindAtMs !== due) return;
      if (next === undefined) delete request.remindAtMs;
      else request.remindAtMs = next;
      post(letter);
    },
    get: async (requestId) => rightsRequests.get(requestId)?.request,
    person: async (requestId) => rightsRequests.get(requestId)?.person,
    entries: async (requestId) => rightsRequests.get(requestId)?.entries ?? [],
    change: async ({ requestId, seen, request, entry, letter, reply, audit }) => {
      const present = rightsRequests.get(requestId);
      if (present?.request.rev !== seen) return 'conflict';
      present.request = structuredClone(request);
      present.entries.push(structuredClone(entry));
      if (letter) post(letter);
      if (reply) rightsTokens.set(reply.tokenId, structuredClone(reply.token));
      state.audits.push(audit);
      return 'done';
    },
    removeTokens: async (nowMs) => {
      for (const [tokenId, { expiresAtMs }] of rightsTokens)
        if (expiresAtMs <= nowMs) rightsTokens.delete(tokenId);
    },
    toRemove: async (nowMs, max) =>
      [...rightsRequests]
        .filter(([, { request }]) => over(request.removeAtMs, nowMs))
        .map(([requestId]) => requestId)
        .slice(0, max),
    remove: async (requestId, audit) => {
      rightsRequests.delete(requestId);
      state.audits.push(audit);
    },
  };
}

export const memoryDeliveries = (state: WorldState): Deliveries => ({
  states: async (mailIds) =>
    new Map(mailIds.map((mailId) => [mailId, state.outbox.has(mailId) ? 'waiting' : 'gone'])),
});

export const memoryRates = ({ taken }: WorldState): RateLimiter => ({
  take: async (what, most, windowMs, nowMs) => {
    const key = `${what} ${String(Math.floor(nowMs / windowMs))}`;
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return count <= most;
  },
});
