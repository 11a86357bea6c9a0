import './spinner.css';

/** Decoration beside words that say what is going on. */
export function Spinner({ small = false }: { small?: boolean }) {
  return <span className="ui-spinner" aria-hidden="true" data-small={small ? '' : undefined} />;
}

/** A part of the page that is still coming. */
export function Loading({ label = 'Loading' }: { label?: string }) {
  return (
    <div className="ui-loading" role="status">
      <Spinner />
      <span>{label}</span>
    </div>
  );
}
