export interface Figure {
  name: string;
  value: string;
  isProblem?: boolean;
}

/** A few numbers that say how things are. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="operator-figures">
      {figures.map(({ name, value, isProblem = false }) => (
        <div key={name} data-problem={isProblem || undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
