import type { LinkAlert } from '@pacs/shared/messages';
import { Checkbox } from '../ui/checkbox.tsx';
import { alertChoices } from './core/alerts.ts';
import { webConfig } from '../firebase/config.ts';

interface AlertFieldsProps {
  value: ReadonlySet<LinkAlert>;
  asksPasscode: boolean;
  onChange: (value: ReadonlySet<LinkAlert>) => void;
}

export function AlertFields({ value, asksPasscode, onChange }: AlertFieldsProps) {
  return (
    <fieldset className="share-options">
      <legend>Tell me</legend>
      {alertChoices(asksPasscode).map(({ id, words }) => (
        <Checkbox
          key={id}
          isSelected={value.has(id)}
          onChange={(isOn) => {
            const next = new Set(value);
            if (isOn) next.add(id);
            else next.delete(id);
            onChange(next);
          }}
        >
          {words}
        </Checkbox>
      ))}
      <p className="ui-hint share-option">
        On the page of your links{webConfig().sendsMail ? ', and by e-mail' : ''}. Whoever opens such a link
        presses a button first, and is told that you may be told.
      </p>
    </fieldset>
  );
}
