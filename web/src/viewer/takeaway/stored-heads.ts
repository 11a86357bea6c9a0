/** What stands before the pixels of an owner's stored files: from the packs' `.heads` alone, the last one kept. */
import { AppError } from '@pacs/shared/errors';
import type { DownloadEntry } from '@pacs/shared/opened';
import { decodeHeads, type HeadsBody } from '@pacs/shared/packs/heads';
import type { FileHead } from '../core/study-access.ts';
import { askFor } from './stored-files.ts';

/** The literal bytes of a file up to its first payload. */
export function headOf({ heads, literals }: HeadsBody, ordinal: number): FileHead | undefined {
  const file = heads.files[ordinal];
  if (file === undefined) return undefined;
  const [first] = file.pieces;
  const length = first !== undefined && 'literal' in first ? first.literal : 0;
  const bytes = literals.slice(file.literalsAt, file.literalsAt + length);
  return { bytes, totalBytes: file.bytes };
}

/** Answers for ids in the index. Throws AppError. */
export function createStoredHeads(
  studyId: string,
  headers: () => Promise<Record<string, string>>,
  fetchBytes: typeof fetch,
): (id: string) => Promise<FileHead> {
  const ask = askFor({ studyId }, headers);
  let entries: Promise<Map<string, DownloadEntry>> | undefined;
  let pack: { number: number; body: Promise<HeadsBody> } | undefined;

  const read = async (number: number): Promise<HeadsBody> => {
    const { urls } = await ask([number], false);
    const url = urls.heads[String(number)];
    if (url === undefined) throw new AppError('internal', { detail: 'no url' });
    const { ok, body } = await fetchBytes(url, {
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!ok || body === null) throw new AppError('unavailable');
    const unzipped = body.pipeThrough(new DecompressionStream('gzip'));
    return decodeHeads(new Uint8Array(await new Response(unzipped).arrayBuffer()));
  };

  return async (id) => {
    try {
      entries ??= ask([], true).then((answer) => new Map(answer.entries.map((entry) => [entry.id, entry])));
      const entry = (await entries).get(id);
      if (entry === undefined) throw new AppError('not-found');
      if (pack?.number !== entry.pack) pack = { number: entry.pack, body: read(entry.pack) };
      const head = headOf(await pack.body, entry.head);
      if (head === undefined) throw new AppError('not-found');
      return head;
    } catch (cause) {
      entries = undefined;
      pack = undefined;
      throw cause instanceof AppError ? cause : new AppError('unavailable', { cause });
    }
  };
}
