import { countOf } from '../../ui/format.ts';
import type { FileProblem, ProblemReason } from '../core/upload-state.ts';
import { reasonWords } from '../core/words.ts';

const shownNames = 50;

/** Files under the reason they have in common; names on demand, because there can be thousands. */
export function AsideList({ summary, files }: { summary: string; files: readonly FileProblem[] }) {
  const byReason = new Map<ProblemReason, string[]>();
  for (const { reason, label } of files) {
    const labels = byReason.get(reason);
    if (labels === undefined) byReason.set(reason, [label]);
    else labels.push(label);
  }
  return (
    <details className="upload-aside">
      <summary>{summary}</summary>
      <ul>
        {[...byReason].map(([reason, labels]) => (
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
    </details>
  );
}
