/** Signed URLs of packs, and when they have to be asked for again. Times are milliseconds. */
import { AppError, type AppErrorCode } from '@pacs/shared/errors';
import type { SignedUrls } from '@pacs/shared/opened';

export interface UrlBook {
  /**
   * By pack number, each with its end by the server's clock. `isLast`: renewed, and it had less left than a renewal
   * is made for: access itself ends then, and until that it is the best there is.
   */
  entries: ReadonlyMap<number, { url: string; expireAtMs: number; isLast?: boolean }>;
  /** What to add to this machine's clock to get the server's. */
  clockOffsetMs: number;
}

/** A URL with less left than this is renewed before it is used: a range may take a while to arrive. */
export const renewBeforeEndMs = 60_000;

export function openBook(urls: SignedUrls, serverNowMs: number, localNowMs: number): UrlBook {
  return addUrls({ entries: new Map(), clockOffsetMs: serverNowMs - localNowMs }, urls, false);
}

function addUrls(book: UrlBook, { frames, expireAtMs }: SignedUrls, isLast: boolean): UrlBook {
  const entries = new Map(book.entries);
  for (const [pack, url] of Object.entries(frames)) entries.set(Number(pack), { url, expireAtMs, isLast });
  return { ...book, entries };
}

/** What the server has just answered: nothing newer is to be had, whatever it has left. */
export const addRenewed = (book: UrlBook, urls: SignedUrls, localNowMs: number): UrlBook =>
  addUrls(book, urls, urls.expireAtMs - (localNowMs + book.clockOffsetMs) <= renewBeforeEndMs);

/** The pack's URL, or undefined where there is none that lives long enough. */
export function usableUrl(book: UrlBook, pack: number, localNowMs: number): string | undefined {
  const entry = book.entries.get(pack);
  if (entry === undefined) return undefined;
  const leftMs = entry.expireAtMs - (localNowMs + book.clockOffsetMs);
  return leftMs > (entry.isLast === true ? 0 : renewBeforeEndMs) ? entry.url : undefined;
}

/** One request asks for so many packs; the server answers 64 and leaves out numbers that no pack has. */
const packsPerRenewal = 32;

/** Whom to renew along with `pack`: everything that will soon have ended too, then the packs after it. */
export function packsToRenew(book: UrlBook, pack: number, localNowMs: number): number[] {
  const ending = [...book.entries.keys()].filter((held) => usableUrl(book, held, localNowMs) === undefined);
  const after = Array.from({ length: packsPerRenewal }, (_, ahead) => pack + 1 + ahead);
  const unknown = after.filter((number) => !book.entries.has(number));
  return [...new Set([pack, ...ending, ...unknown])].slice(0, packsPerRenewal);
}

const endings: readonly AppErrorCode[] = ['link-unavailable', 'not-found', 'unauthenticated'];

/** Whether a renewal was refused for good; whatever else went wrong may pass. */
export const endsAccess = (cause: unknown): boolean =>
  cause instanceof AppError && endings.includes(cause.code);
