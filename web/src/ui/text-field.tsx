import {
  FieldError,
  Input,
  Label,
  Text,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import './field.css';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label: string;
  hint?: string;
  placeholder?: string;
  /** Shown in place of the browser's own words. */
  error?: string;
}

export function TextField({ label, hint, placeholder, error, ...rest }: TextFieldProps) {
  return (
    // Said to be valid, a field would keep what `validate` and the browser find to itself.
    <AriaTextField {...rest} className="ui-field" {...(error === undefined ? {} : { isInvalid: true })}>
      <Label>{label}</Label>
      <Input className="ui-input" {...(placeholder === undefined ? {} : { placeholder })} />
      {hint !== undefined && (
        <Text slot="description" className="ui-hint">
          {hint}
        </Text>
      )}
      <FieldError className="ui-field-error">{error}</FieldError>
    </AriaTextField>
  );
}
