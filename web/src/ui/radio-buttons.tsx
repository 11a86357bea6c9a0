import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import './field.css';

export interface RadioButtonsProps<K extends string> {
  label: string;
  options: readonly { id: K; name: string }[];
  /** undefined: nothing is chosen yet. */
  value: K | undefined;
  onChange: (value: K) => void;
}

/** A choice of few, all in sight. */
export function RadioButtons<K extends string>({ label, options, value, onChange }: RadioButtonsProps<K>) {
  return (
    <RadioGroup
      className="ui-field"
      value={value ?? null}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className="ui-label">{label}</Label>
      <div className="ui-radios">
        {options.map((option) => (
          <RadioField key={option.id} value={option.id}>
            <RadioButton className="ui-radio">{option.name}</RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
