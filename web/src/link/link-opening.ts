/** What link.html's own script began before any module was here, and what follows from it. */
import { AppError } from '@pacs/shared/errors';
import { apiPaths } from '@pacs/shared/paths';
import type { SignedUrls } from '@pacs/shared/opened';
import { readRenewed } from '../viewer/core/read-opened.ts';
import type { StudyAccess } from '../viewer/core/study-access.ts';
import { checkAnswer, post, readAnswer, type OpenedStudy } from '../viewer/open/read-answer.ts';

declare global {
  interface Window {
    /** The answer of `/api/link/open` on its way; absent without a token or a session. */
    linkOpening?: Promise<Response>;
    /** What it asked with: a link's token, for as long as that has not opened. */
    linkAsked?: { token?: string } | null;
  }
}

type Link = NonNullable<OpenedStudy['opened']['link']>;

export interface OpenedLink {
  study: OpenedStudy;
  link: Link;
}

/** The name under which link.html's script finds it again after a reload. */
const sessionKey = 'link-session';

/**
 * The address keeps no token: what the page asks with when it is loaded again in this tab. False where the browser keeps
 * nothing: a link that is open stays open, but for a reload.
 */
export function keepForReload(asking: { token: string } | { linkId: string; session: string }): boolean {
  try {
    sessionStorage.setItem(sessionKey, JSON.stringify(asking));
    return true;
  } catch {
    return false;
  }
}

/** Throws AppError. The session is kept for this tab, so that a reload works though the address has no token. */
export async function linkOpening(): Promise<OpenedLink> {
  if (window.linkOpening === undefined) throw new AppError('link-unavailable');
  const response = await window.linkOpening.catch((cause: unknown) => {
    throw new AppError('unavailable', { cause });
  });
  const study = await readAnswer(response);
  const { link } = study.opened;
  if (link === undefined) throw new AppError('internal', { detail: 'no link in the answer' });
  const { linkId, session } = link;
  keepForReload({ linkId, session });
  const files = async () => {
    const { filesAccess } = await import('../viewer/open/files-access.ts');
    return filesAccess({ linkId, session }, () => Promise.resolve({}));
  };
  const access: StudyAccess = {
    // Seldom asked for: its code does not come with the page.
    openDocument: async (document) => {
      const { requestDocument } = await import('../viewer/open/request-document.ts');
      return requestDocument({ linkId, session, document });
    },
    ...(link.download === true && {
      takeFiles: async (series?: string) => (await files()).takeFiles(series),
      readFile: async (id: string) => (await files()).readFile(id),
    }),
  };
  return { study: { ...study, access }, link };
}

export async function renewLink({ linkId, session }: Link, packs: number[]): Promise<SignedUrls> {
  const response = await post(apiPaths.renewLink, { linkId, session, packs });
  await checkAnswer(response);
  return readRenewed(await response.json());
}
