import type { LinkAlert } from '@pacs/shared/messages';
import { Checkbox } from '../ui/checkbox.tsx';
import { alertChoices } from './core/alerts.ts';
import { webConfig } from '../firebase/config.ts';

interface AlertFieldsProps {
  value: ReadonlySet<LinkAlert>;
  /** What can happen to the link. */
  possible: readonly LinkAlert[];
  onChange: (value: ReadonlySet<LinkAlert>) => void;
}

export function AlertFields({ value, possible, onChange }: AlertFieldsProps) {
  return (
    <fieldset className="share-options">
      <legend>Tell me</legend>
      {alertChoices(possible).map(({ id, words }) => (
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
