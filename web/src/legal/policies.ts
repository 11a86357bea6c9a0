/** The texts that count between the operator and everyone else: where each stands, and its versions. */

export interface PolicyVersion {
  /** ISO date of the text. */
  date: string;
  /** For whoever knows the version before it. */
  changes: string;
}

export interface Policy {
  title: string;
  path: string;
  /** Newest first; the last is the first there was. */
  versions: readonly [PolicyVersion, ...PolicyVersion[]];
}

const first: PolicyVersion = { date: '2026-02-08', changes: 'First version.' };

export const policies = {
  privacy: {
    title: 'Privacy policy',
    path: '/privacy',
    versions: [
      {
        date: '2026-11-22',
        changes:
          'Names the record that is kept of cookie choices, how Global Privacy Control is respected, how long each kind of data is kept, and the form for requests about your data.',
      },
      first,
    ],
  },
  processors: {
    title: 'Processors & subprocessors',
    path: '/processors',
    versions: [
      {
        date: '2026-11-22',
        changes: 'Every processor stands in the table, with the company and its data processing agreement.',
      },
      first,
    ],
  },
  cookies: {
    title: 'Cookies',
    path: '/cookies',
    versions: [
      {
        date: '2026-11-22',
        changes:
          'Choices are recorded as proof, without an address. Our own counter counts beside Google Analytics where that is on.',
      },
      first,
    ],
  },
  terms: {
    title: 'Terms of use',
    path: '/terms',
    versions: [
      { date: '2026-11-22', changes: 'Accounts are ended under “Account”, without writing to us.' },
      first,
    ],
  },
  support: {
    title: 'Support',
    path: '/support',
    versions: [{ date: '2026-11-22', changes: 'First version.' }],
  },
  security: { title: 'Report a vulnerability', path: '/security', versions: [first] },
} as const satisfies Record<string, Policy>;
/** Those whose new versions are told to people with an account. */
const told: readonly Policy[] = [policies.privacy, policies.processors, policies.cookies, policies.terms];

/** Date of the newest text. */
const newest = (all: readonly Policy[]): string =>
  all.map(({ versions }) => versions[0].date).reduce((a, b) => (a > b ? a : b));

/** A text counts from its own date, or from when the operator has put its own details into force. */
export const inEffectSince = ({ versions }: Policy, operatorDate: string): string =>
  versions[0].date > operatorDate ? versions[0].date : operatorDate;

/** What is kept of somebody who has seen the policies: the date of the texts and that of the operator's details. */
export const versionSeen = (operatorDate: string): string => `${newest(told)}/${operatorDate}`;

export interface PolicyNews {
  title: string;
  path: string;
  changes: string;
}

/**
 * What is new for somebody who saw version `seen`, or who accepted at `acceptedAtMs` and has seen none since. Nothing:
 * they know all of it.
 */
export function policyNews(
  seen: string | undefined,
  acceptedAtMs: number,
  operatorDate: string,
): readonly PolicyNews[] {
  const accepted = new Date(acceptedAtMs).toISOString().slice(0, 10);
  const [texts = accepted, details = accepted] = seen?.split('/') ?? [];
  const news = told.flatMap(({ title, path, versions }) =>
    versions.filter(({ date }) => date > texts).map(({ changes }) => ({ title, path, changes })),
  );
  if (operatorDate <= details) return news;
  const { title, path } = policies.privacy;
  return [
    ...news,
    { title, path, changes: 'Names, places or times that the operator has set have changed.' },
  ];
}
