import { useId } from 'react';
import { Checkbox } from '../ui/checkbox.tsx';
import { RadioButtons } from '../ui/radio-buttons.tsx';
import type { Scope, SeriesChoice } from './core/scope.ts';

interface ScopeFieldsProps {
  series: readonly SeriesChoice[];
  value: Scope;
  /** Shown once the form was sent. */
  problem: string | undefined;
  onChange: (value: Scope) => void;
}

const extents = [
  { id: 'study', name: 'The whole study' },
  { id: 'series', name: 'Chosen series' },
] as const;

/** All of the study or some of its series; of one series there is nothing to choose. */
export function ScopeFields({ series, value, problem, onChange }: ScopeFieldsProps) {
  const problemId = useId();
  if (series.length < 2) return null;
  const turn = (id: string, isOn: boolean) => {
    const next = new Set(value);
    if (isOn) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return (
    <>
      <RadioButtons
        label="What it shows"
        options={extents}
        value={value === undefined ? 'study' : 'series'}
        onChange={(extent) => {
          onChange(extent === 'study' ? undefined : new Set());
        }}
      />
      {value !== undefined && (
        <fieldset className="share-options share-series" aria-describedby={problemId}>
          <legend className="visually-hidden">Series</legend>
          {series.map(({ id, words }) => (
            <Checkbox
              key={id}
              isSelected={value.has(id)}
              onChange={(isOn) => {
                turn(id, isOn);
              }}
            >
              {words}
            </Checkbox>
          ))}
          <p className="ui-hint">
            Nothing of the other series leaves with the link, not even that they exist.
          </p>
          <p id={problemId} className="ui-field-error" role="alert">
            {problem}
          </p>
        </fieldset>
      )}
    </>
  );
}
