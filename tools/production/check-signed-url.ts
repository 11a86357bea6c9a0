import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '@pacs/shared/limits';
import type { Note } from './note.ts';
import { askCase, signedUrlCases } from './signed-url-cases.ts';

/** Asks Cloud Storage for a pack as a viewer does, and as it must not be asked. */
export async function checkSignedUrl(
  url: string,
  options: { note: Note; untilExpiry: boolean; origin: string },
): Promise<void> {
  const { note, origin } = options;
  const address = new URL(url);
  const seconds = Number(address.searchParams.get('X-Goog-Expires'));
  const algorithm = address.searchParams.get('X-Goog-Algorithm') ?? 'none';
  note(
    'the URL lives for minutes',
    seconds * 1000 <= limits.signedUrlMs + limits.signedUrlRoundMs,
    `${String(seconds)} s, signed by ${algorithm}`,
  );
  const ask = async (when: 'valid' | 'expired') => {
    for (const one of signedUrlCases.filter((candidate) => candidate.url === when)) {
      const startedMs = performance.now();
      const wrong = await askCase(one, url, origin);
      const tookMs = Math.round(performance.now() - startedMs);
      note(
        `signed URL: ${one.name}`,
        wrong === '',
        wrong === '' ? `${String(one.status)}, ${String(tookMs)} ms` : wrong,
      );
    }
  };
  await ask('valid');
  if (!options.untilExpiry) return;
  await pause((seconds + 5) * 1000);
  await ask('expired');
}
