import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '@pacs/shared/limits';
import type { Note } from './note.ts';

/** Asks Cloud Storage for a pack as a viewer does, and as it must not be asked. */
export async function checkSignedUrl(
  url: string,
  options: { note: Note; untilExpiry: boolean; origin: string },
): Promise<void> {
  const { note, origin } = options;
  const startedMs = performance.now();
  const part = await fetch(url, { headers: { range: 'bytes=0-99', origin } });
  const body = await part.arrayBuffer();
  const tookMs = Math.round(performance.now() - startedMs);
  note('a range of a pack', part.status === 206 && body.byteLength === 100, `${String(tookMs)} ms`);
  const allowed = part.headers.get('access-control-allow-origin') ?? 'none';
  note('the app may read it across origins', ['*', origin].includes(allowed), `allowed origin: ${allowed}`);
  const exposed = part.headers.get('access-control-expose-headers') ?? '';
  note('Content-Range is exposed', exposed.toLowerCase().includes('content-range'), exposed);
  const caching = part.headers.get('cache-control') ?? 'no header';
  note('packs are not cached', caching.includes('no-store'), caching);
  const beyond = await fetch(url, { headers: { range: 'bytes=999999999999-' } });
  note('a range out of bounds is refused', beyond.status === 416, `status ${String(beyond.status)}`);

  const address = new URL(url);
  const seconds = Number(address.searchParams.get('X-Goog-Expires'));
  note(
    'the URL lives for minutes',
    seconds * 1000 <= limits.signedUrlMs + limits.signedUrlRoundMs,
    `${String(seconds)} s`,
  );
  const unsigned = await fetch(address.origin + address.pathname);
  note('without a signature nothing opens', unsigned.status === 403, `status ${String(unsigned.status)}`);
  const heads = await fetch(url.replace('.frames?', '.heads?'));
  note('the signature opens no headers', heads.status === 403, `status ${String(heads.status)}`);
  const longer = await fetch(url.replace(/X-Goog-Expires=\d+/, 'X-Goog-Expires=604800'));
  note('its expiry cannot be changed', longer.status === 403, `status ${String(longer.status)}`);
  if (!options.untilExpiry) return;
  await pause((seconds + 5) * 1000);
  const late = await fetch(url);
  note('it opens nothing once expired', late.status === 400, `status ${String(late.status)}`);
}
