import { limits } from '@pacs/shared/limits';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextField } from '../ui/text-field.tsx';
import { suggestPasscode, type Protection, type ProtectionProblems } from './core/protection.ts';

interface ProtectionFieldsProps {
  value: Protection;
  /** Shown once the form was sent. */
  problems: ProtectionProblems;
  onChange: (value: Protection) => void;
}

const drawn = () => suggestPasscode(() => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0);

export function ProtectionFields({ value, problems, onChange }: ProtectionFieldsProps) {
  const { passcode, maxViews } = value;
  return (
    <fieldset className="share-options">
      <legend>Protection</legend>
      <Checkbox
        isSelected={passcode !== undefined}
        onChange={(isOn) => {
          onChange({ ...value, passcode: isOn ? drawn() : undefined });
        }}
      >
        Ask for a passcode
      </Checkbox>
      {passcode !== undefined && (
        <div className="share-option">
          <div className="share-passcode">
            <TextField
              label="Passcode"
              hint={`Tell it by another way than the link, by phone for instance. After ${String(limits.linkTries)} wrong tries the link is locked until you unlock it.`}
              value={passcode}
              maxLength={limits.passcodeMaxLength}
              autoComplete="off"
              spellCheck="false"
              onChange={(words) => {
                onChange({ ...value, passcode: words });
              }}
              {...(problems.passcode === undefined ? {} : { error: problems.passcode })}
            />
            <Button
              onPress={() => {
                onChange({ ...value, passcode: drawn() });
              }}
            >
              Another one
            </Button>
          </div>
        </div>
      )}
      <Checkbox
        isSelected={maxViews !== undefined}
        onChange={(isOn) => {
          onChange({ ...value, maxViews: isOn ? '1' : undefined });
        }}
      >
        Limit how often it can be opened
      </Checkbox>
      {maxViews !== undefined && (
        <div className="share-option">
          <TextField
            label="Times"
            hint="Reloading the page or coming back within the same tab counts as the same opening."
            inputMode="numeric"
            value={maxViews}
            maxLength={6}
            onChange={(typed) => {
              onChange({ ...value, maxViews: typed });
            }}
            {...(problems.maxViews === undefined ? {} : { error: problems.maxViews })}
          />
        </div>
      )}
    </fieldset>
  );
}
