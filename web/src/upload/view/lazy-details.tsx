import { useState, type ReactNode } from 'react';

interface LazyDetailsProps {
  className: string;
  summary: string;
  children: () => ReactNode;
}

/** What is folded away is made when it is opened: it may be long. */
export function LazyDetails({ className, summary, children }: LazyDetailsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={className}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{summary}</summary>
      {isOpen && children()}
    </details>
  );
}
