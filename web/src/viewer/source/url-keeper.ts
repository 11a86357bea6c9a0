/** Hands out signed URLs that live long enough, asking for new ones when they don't. */
import { AppError } from '@pacs/shared/errors';
import type { SignedUrls } from '@pacs/shared/opened';
import { addRenewed, packsToRenew, usableUrl, type UrlBook } from '../core/signed-urls.ts';
import { withinSilence } from './patience.ts';

/** Asks the server for URLs of these packs. Throws AppError `link-unavailable` or `not-found` once access has ended. */
export type RenewUrls = (packs: number[]) => Promise<SignedUrls>;

export interface UrlKeeper {
  url(pack: number): Promise<string>;
  /** The storage refused this URL: the next one is a new one. */
  refused(pack: number, url: string): void;
}

export function createUrlKeeper(book: UrlBook, renew: RenewUrls, nowMs: () => number): UrlKeeper {
  let current = book;
  let renewal: { packs: number[]; done: Promise<void> } | undefined;

  const beginRenewal = (pack: number) => {
    const packs = packsToRenew(current, pack, nowMs());
    const done = withinSilence(renew(packs))
      .then((urls) => {
        current = addRenewed(current, urls, nowMs());
      })
      .finally(() => {
        renewal = undefined;
      });
    renewal = { packs, done };
    return renewal;
  };

  return {
    async url(pack) {
      for (;;) {
        const url = usableUrl(current, pack, nowMs());
        if (url !== undefined) return url;
        const { packs, done } = renewal ?? beginRenewal(pack);
        await done;
        if (!packs.includes(pack)) continue;
        const renewed = usableUrl(current, pack, nowMs());
        if (renewed !== undefined) return renewed;
        throw new AppError('unavailable', { detail: 'no url for pack' });
      }
    },
    refused(pack, url) {
      const entry = current.entries.get(pack);
      if (entry?.url !== url) return;
      const entries = new Map(current.entries);
      entries.set(pack, { ...entry, expireAtMs: 0 });
      current = { ...current, entries };
    },
  };
}
