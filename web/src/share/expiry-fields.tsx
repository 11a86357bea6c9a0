import { RadioButtons } from '../ui/radio-buttons.tsx';
import { TextField } from '../ui/text-field.tsx';
import { lifetimes, type Expiry } from './core/lifetimes.ts';

interface ExpiryFieldsProps {
  label: string;
  value: Expiry;
  /** Shown once the form was sent. */
  problem: string | undefined;
  onChange: (value: Expiry) => void;
}

export function ExpiryFields({ label, value, problem, onChange }: ExpiryFieldsProps) {
  return (
    <>
      <RadioButtons
        label={label}
        options={lifetimes}
        value={value.lifetime}
        onChange={(lifetime) => {
          onChange({ ...value, lifetime });
        }}
      />
      {value.lifetime === 'exact' && (
        <div className="share-option">
          <TextField
            label="Valid until"
            hint="In the time of this computer, one hour to thirty days from now."
            type="datetime-local"
            value={value.until}
            onChange={(until) => {
              onChange({ ...value, until });
            }}
            {...(problem === undefined ? {} : { error: problem })}
          />
        </div>
      )}
    </>
  );
}
