import './spinner.css';

/** Decoration beside words that say what is going on. */
export function Spinner({ small = false }: { small?: boolean }) {
  return <span className="ui-spinner" aria-hidden="true" data-small={small ? '' : undefined} />;
}
