import type { CountedDay } from './core/usage-days.ts';

const width = 600;
const height = 120;

/** A bar a day; what it shows stands in the table below it, and in short in its label. */
export function UsageChart({ days }: { days: readonly CountedDay[] }) {
  const most = Math.max(1, ...days.map(({ total }) => total));
  const step = width / days.length;
  const best = days.find(({ total }) => total === most);
  const label = `Events per day from ${days[0]?.day ?? ''} to ${days.at(-1)?.day ?? ''}: ${String(most)} at most, on ${best?.day ?? ''}.`;
  return (
    <figure className="operator-chart">
      <svg viewBox={`0 0 ${String(width)} ${String(height)}`} role="img" aria-label={label}>
        {days.map(({ day, total }, at) => {
          const tall = (total / most) * (height - 4);
          return (
            <rect
              key={day}
              x={at * step + step * 0.1}
              y={height - 1 - tall}
              width={step * 0.8}
              height={tall}
              rx={1}
            />
          );
        })}
        <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
      </svg>
      <figcaption className="muted">
        <span>{days[0]?.day}</span>
        <span>at most {most} a day</span>
        <span>{days.at(-1)?.day}</span>
      </figcaption>
    </figure>
  );
}
