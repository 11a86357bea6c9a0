/** The answer to opening a study, by its owner or by a link, taken apart. */
import { AppError, appErrorCodes, type AppErrorCode } from '@pacs/shared/errors';
import type { StudyIndex } from '@pacs/shared/manifest';
import type { Opened } from '@pacs/shared/opened';
import { isRecord } from '../core/json-checks.ts';
import { readIndex } from '../core/read-index.ts';
import { readOpened } from '../core/read-opened.ts';
import type { StudyAccess } from '../core/study-access.ts';

export interface OpenedStudy {
  opened: Opened;
  index: StudyIndex;
  /** Leading bytes of `opened.first`; empty without one. */
  lead: Uint8Array;
  /** What else this visitor can have. */
  access?: StudyAccess;
}

const codeIn = (body: unknown): AppErrorCode | undefined =>
  isRecord(body) ? appErrorCodes.find((code) => code === body['error']) : undefined;

/** What the answer says beside the code. */
function factsIn(body: unknown): Record<string, number> | undefined {
  if (!isRecord(body)) return undefined;
  return Object.fromEntries(
    Object.entries(body).filter((pair): pair is [string, number] => typeof pair[1] === 'number'),
  );
}

const byStatus: Readonly<Record<number, AppErrorCode>> = {
  400: 'invalid-argument',
  401: 'unauthenticated',
  404: 'not-found',
  410: 'link-unavailable',
  429: 'too-many-requests',
};

/** Throws the AppError that a failed answer stands for; `unavailable` where it stands for none. */
export async function checkAnswer(response: Response): Promise<void> {
  if (response.ok) return;
  const body: unknown = await response.json().catch(() => undefined);
  const facts = factsIn(body);
  throw new AppError(codeIn(body) ?? byStatus[response.status] ?? 'unavailable', facts && { facts });
}

async function gunzipJson(bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unzipped).json();
}

/** Throws AppError; `internal` where the answer contradicts itself. */
export async function readAnswer(response: Response): Promise<OpenedStudy> {
  await checkAnswer(response);
  const body = await response.arrayBuffer();
  try {
    const { opened, index, lead } = readOpened(body);
    return { opened, lead, index: readIndex(await gunzipJson(index)) };
  } catch (cause) {
    throw new AppError('internal', { cause });
  }
}

/** POST of JSON to our own origin. Throws AppError `unavailable` where no answer comes. */
export async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  } catch (cause) {
    throw new AppError('unavailable', { cause });
  }
}
