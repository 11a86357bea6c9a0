import type { UsageEvent } from '@pacs/shared/usage-events';

type PageKind = Extract<UsageEvent, { name: 'page_shown' }>['page'];

const kinds: Readonly<Record<string, PageKind>> = {
  '': 'home',
  studies: 'studies',
  links: 'links',
  activity: 'activity',
  study: 'viewer',
  account: 'account',
  privacy: 'legal',
  processors: 'legal',
  cookies: 'legal',
  security: 'legal',
  terms: 'legal',
  support: 'legal',
  rights: 'legal',
};

/** The kind of page behind an address, without anything that tells whose it is. */
export const pageKind = (pathname: string): PageKind | undefined => kinds[pathname.split('/')[1] ?? ''];
