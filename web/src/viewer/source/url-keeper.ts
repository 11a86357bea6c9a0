/** Hands out signed URLs that live long enough, asking for new ones when they don't. */
import { AppError } from '@pacs/shared/errors';
import type { SignedUrls } from '@pacs/shared/opened';
import { addUrls, packsToRenew, usableUrl, type UrlBook } from '../core/signed-urls.ts';

/** Asks the server for URLs of these packs. Throws AppError `link-unavailable` or `not-found` once access has ended. */
export type RenewUrls = (packs: number[]) => Promise<SignedUrls>;

export interface UrlKeeper {
  url(pack: number): Promise<string>;
  /** The storage refused this URL: the next one is a new one. */
  refused(pack: number, url: string): void;
}

export function createUrlKeeper(book: UrlBook, renew: RenewUrls, nowMs: () => number): UrlKeeper {
  let current = book;
  let renewing: Promise<void> | undefined;

  const renewFor = (pack: number): Promise<void> => {
    renewing ??= renew(packsToRenew(current, pack, nowMs()))
      .then((urls) => {
        current = addUrls(current, urls);
      })
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };

  return {
    async url(pack) {
      // A renewal under way may have been asked without this pack, hence the second round.
      for (let round = 0; round < 3; round++) {
        const url = usableUrl(current, pack, nowMs());
        if (url !== undefined) return url;
        await renewFor(pack);
      }
      throw new AppError('unavailable', { detail: 'no url for pack' });
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
