import { ChevronDown } from 'lucide-react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import './field.css';
import './popover.css';

export interface SelectProps<K extends string> {
  label: string;
  options: readonly { id: K; name: string }[];
  value: K;
  onChange: (value: K) => void;
}

export function Select<K extends string>({ label, options, value, onChange }: SelectProps<K>) {
  return (
    <AriaSelect
      className="ui-field"
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className="ui-label">{label}</Label>
      <Button className="ui-input ui-select-button">
        <SelectValue />
        <ChevronDown size={16} aria-hidden />
      </Button>
      <Popover className="ui-popover">
        <ListBox>
          {options.map((option) => (
            <ListBoxItem key={option.id} id={option.id} className="ui-option" textValue={option.name}>
              {option.name}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
