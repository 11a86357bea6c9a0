import type { Language } from '@pacs/shared/languages';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { operator } from './operator.ts';
import { inEffectSince, policies, type Policy } from './policies.ts';
import './legal.css';

const longDate = (isoDate: string): string =>
  new Date(`${isoDate}T00:00:00Z`).toLocaleDateString('en-GB', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });

/** What has changed since the first version; nothing where there is but one. */
function Versions({ policy: { versions } }: { policy: Policy }) {
  if (versions.length < 2) return null;
  return (
    <section lang="en" className="legal-versions">
      <h2>Versions</h2>
      <ul>
        {versions.map(({ date, changes }) => (
          <li key={date}>
            <time dateTime={date}>{longDate(date)}</time>: {changes}
          </li>
        ))}
      </ul>
    </section>
  );
}

export interface LegalPageProps {
  policy: Policy;
  /** Where it is not the policy's own, in English. */
  title?: string;
  lead: ReactNode;
  /** Of the title, the lead and what follows. */
  language?: Language;
  children: ReactNode;
}

export function LegalPage({ policy, title = policy.title, lead, language = 'en', children }: LegalPageProps) {
  useTitle(title);
  const { effectiveDate, isExample } = operator();
  const since = inEffectSince(policy, effectiveDate);
  return (
    <div className="legal">
      <nav aria-label="Legal pages" className="legal-nav">
        {Object.values(policies).map(({ path, title: name }) => (
          <NavLink key={path} to={path}>
            {name}
          </NavLink>
        ))}
      </nav>
      <article className="legal-text" lang={language}>
        {isExample && (
          <div lang="en">
            <Notice tone="warning">
              This copy runs with the details of an example operator. Whoever offers it to others has to set
              their own (README, “Deploy”).
            </Notice>
          </div>
        )}
        <h1>{title}</h1>
        <p className="legal-date" lang="en">
          In effect since <time dateTime={since}>{longDate(since)}</time>
        </p>
        <p className="legal-lead">{lead}</p>
        {children}
        <Versions policy={policy} />
      </article>
    </div>
  );
}

export const Mail = ({ to }: { to: string }) => <a href={`mailto:${to}`}>{to}</a>;

/** A link out of the app; opens apart so that what is being done here is not lost. */
export const Outside = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} target="_blank" rel="noreferrer">
    {children}
  </a>
);

export interface TableProps {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}

/** On narrow screens every row becomes a block with its column names (legal.css). */
export function LegalTable({ caption, head, rows }: TableProps) {
  return (
    <table className="legal-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, column) => (
              <td key={column} data-label={head[column]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
