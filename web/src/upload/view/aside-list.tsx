import { countOf } from '../../ui/format.ts';
import type { FileProblem, ProblemReason } from '../core/upload-state.ts';
import { reasonWords } from '../core/words.ts';
import { LazyDetails } from './lazy-details.tsx';

const shownNames = 50;

/** Files under the reason they have in common; names on demand, because there can be thousands. */
export function AsideList({ summary, files }: { summary: string; files: readonly FileProblem[] }) {
  return (
    <LazyDetails className="upload-aside" summary={summary}>
      {() => (
        <ul>
          {byReason(files).map(([reason, labels]) => (
            <li key={reason}>
              <p>
                <strong>{countOf(labels.length, 'file')}:</strong> {reasonWords(reason)}
              </p>
              <ul className="upload-aside-names">
                {labels.slice(0, shownNames).map((label, i) => (
                  <li key={i}>{label}</li>
                ))}
                {labels.length > shownNames && (
                  <li className="muted">and {(labels.length - shownNames).toLocaleString()} more</li>
                )}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </LazyDetails>
  );
}

/** What nobody misses comes last. */
function byReason(files: readonly FileProblem[]): [ProblemReason, string[]][] {
  const all = new Map<ProblemReason, string[]>();
  for (const { reason, label } of files) {
    const labels = all.get(reason);
    if (labels === undefined) all.set(reason, [label]);
    else labels.push(label);
  }
  const isMissed = (reason: ProblemReason): boolean => reason !== 'beside-images';
  return [...all].sort(([a], [b]) => Number(isMissed(b)) - Number(isMissed(a)));
}
