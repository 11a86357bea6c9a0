import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField, FieldError, type CheckboxFieldProps } from 'react-aria-components';
import './field.css';

export interface CheckboxProps extends Omit<CheckboxFieldProps, 'className' | 'style' | 'children'> {
  children: ReactNode;
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <CheckboxField {...rest} className="ui-field">
      <CheckboxButton className="ui-checkbox">
        {({ isIndeterminate }) => (
          <>
            <span className="ui-checkbox-box" aria-hidden="true">
              {isIndeterminate ? <Minus size={14} strokeWidth={3} /> : <Check size={14} strokeWidth={3} />}
            </span>
            <span>{children}</span>
          </>
        )}
      </CheckboxButton>
      <FieldError className="ui-field-error" />
    </CheckboxField>
  );
}
