import { Checkbox } from '../ui/checkbox.tsx';
import { Notice } from '../ui/notice.tsx';
import { leftOutWords } from './core/left-out-words.ts';
import type { Scope, SeriesChoice } from './core/scope.ts';
import { useIdentityPreview } from './use-identity-preview.ts';

interface IdentityFieldsProps {
  studyId: string;
  series: readonly SeriesChoice[];
  scope: Scope;
  /** Whether the link is to show no identity. */
  value: boolean;
  onChange: (value: boolean) => void;
}

/** Whether whose study it is goes along; and what has to stay behind where it does not. */
export function IdentityFields({ studyId, series, scope, value, onChange }: IdentityFieldsProps) {
  return (
    <fieldset className="share-options">
      <legend>Identity</legend>
      <Checkbox isSelected={value} onChange={onChange}>
        Without identity
      </Checkbox>
      <p className="ui-hint share-option">
        No name, number, date, description, report or file goes with the link, and nothing that is known to
        have words in its pictures. From slices of a head a face can still be made.
      </p>
      {value && <LeftOut studyId={studyId} series={series} scope={scope} />}
    </fieldset>
  );
}

function LeftOut({ studyId, series, scope }: Pick<IdentityFieldsProps, 'studyId' | 'series' | 'scope'>) {
  const preview = useIdentityPreview(studyId);
  if (preview.status === 'failed') return <Notice tone="problem">{preview.words}</Notice>;
  if (preview.status === 'loading') return <Notice>Looking at what can be shown…</Notice>;
  const { leftOut, all } = leftOutWords(preview.series, series, scope);
  if (leftOut.length === 0) return <Notice tone="success">All of it can be shown.</Notice>;
  return (
    <Notice tone={all ? 'problem' : 'warning'}>
      <p>{all ? 'None of it can be shown without identity:' : 'Left out of this link:'}</p>
      <ul className="share-left-out">
        {leftOut.map(({ id, series: words, why }) => (
          <li key={id}>
            <strong>{words}</strong> {why}.
          </li>
        ))}
      </ul>
    </Notice>
  );
}
