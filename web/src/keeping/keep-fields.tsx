import { keepDaysMax, keepDaysMin, temporaryDays } from '@pacs/shared/keeping';
import { RadioButtons } from '../ui/radio-buttons.tsx';
import { TextField } from '../ui/text-field.tsx';
import { asksDays, daysProblem, type KeepChoice, type KeepKind } from './keep-choice.ts';

const options: readonly { id: KeepKind; name: string }[] = [
  { id: 'keep', name: 'Until I delete them' },
  { id: 'temporary', name: `Delete ${String(temporaryDays)} days after upload (temporary share)` },
  { id: 'after-upload', name: 'Delete some days after upload' },
  { id: 'after-view', name: 'Delete some days after they were last opened' },
];

interface KeepFieldsProps {
  label: string;
  value: KeepChoice;
  /** In words, of a single study: what it is without a rule of its own. */
  others?: string;
  onChange: (value: KeepChoice) => void;
}

export function KeepFields({ label, value, others, onChange }: KeepFieldsProps) {
  const problem = daysProblem(value);
  return (
    <>
      <RadioButtons
        label={label}
        options={
          others === undefined
            ? options
            : [{ id: 'as-others', name: `Like my other studies: ${others}` }, ...options.map(single)]
        }
        value={value.kind}
        onChange={(kind) => {
          onChange({ ...value, kind });
        }}
      />
      {asksDays(value) && (
        <TextField
          label="Days"
          inputMode="numeric"
          hint={`${String(keepDaysMin)} to ${keepDaysMax.toLocaleString()}. You get a message a week before.`}
          value={value.days}
          onChange={(days) => {
            onChange({ ...value, days });
          }}
          {...(problem === undefined ? {} : { error: problem })}
        />
      )}
    </>
  );
}

const single = ({ id, name }: (typeof options)[number]) => ({
  id,
  name: name.replace('them', 'it').replace('they were', 'it was'),
});
