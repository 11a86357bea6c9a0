import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useTitle } from '../ui/use-title.ts';
import './operator.css';

const pages = [
  { to: '/operator', name: 'Requests' },
  { to: '/operator/ingest', name: 'Ingest' },
  { to: '/operator/storage', name: 'Storage' },
  { to: '/operator/usage', name: 'Usage' },
] as const;

export function OperatorFrame({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string | undefined;
  children: ReactNode;
}) {
  useTitle(title);
  return (
    <div className="operator-page">
      <nav aria-label="Operator’s pages" className="operator-nav">
        {pages.map(({ to, name }) => (
          <NavLink key={to} to={to} end={to === '/operator'}>
            {name}
          </NavLink>
        ))}
      </nav>
      <header>
        <h1>{title}</h1>
        {lead !== undefined && <p className="muted">{lead}</p>}
      </header>
      {children}
    </div>
  );
}

export interface OperatorTableProps {
  caption: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** Columns that hold numbers, by their position. */
  numbers?: readonly number[];
}

/** Roles are named, for on narrow screens the cells of a row stand below each other, each with its column's name. */
export function OperatorTable({ caption, head, rows, numbers = [] }: OperatorTableProps) {
  return (
    <table className="operator-table" role="table">
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {head.map((name, column) => (
            <th
              key={name}
              role="columnheader"
              scope="col"
              data-number={numbers.includes(column) || undefined}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ key, cells }) => (
          <tr key={key} role="row">
            {cells.map((cell, column) => (
              <td
                key={head[column]}
                role="cell"
                data-label={head[column]}
                data-number={numbers.includes(column) || undefined}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
