import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { operator } from './operator.ts';
import './legal.css';

const pages = [
  { to: '/privacy', name: 'Privacy policy' },
  { to: '/processors', name: 'Processors & subprocessors' },
  { to: '/cookies', name: 'Cookies' },
  { to: '/terms', name: 'Terms of use' },
  { to: '/security', name: 'Security' },
] as const;

const longDate = (isoDate: string): string =>
  new Date(`${isoDate}T00:00:00Z`).toLocaleDateString('en-GB', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });

export function LegalPage({
  title,
  lead,
  children,
}: {
  title: string;
  lead: ReactNode;
  children: ReactNode;
}) {
  useTitle(title);
  const { effectiveDate, isExample } = operator();
  return (
    <div className="legal">
      <nav aria-label="Legal pages" className="legal-nav">
        {pages.map(({ to, name }) => (
          <NavLink key={to} to={to}>
            {name}
          </NavLink>
        ))}
      </nav>
      <article className="legal-text">
        {isExample && (
          <Notice tone="warning">
            This copy runs with the details of an example operator. Whoever offers it to others has to set
            their own (README, “Deploy”).
          </Notice>
        )}
        <h1>{title}</h1>
        <p className="legal-date">
          In effect since <time dateTime={effectiveDate}>{longDate(effectiveDate)}</time>
        </p>
        <p className="legal-lead">{lead}</p>
        {children}
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
