import { FieldError, Label, Text, TextArea as AriaTextArea, TextField } from 'react-aria-components';
import type { TextFieldProps } from './text-field.tsx';
import './field.css';

/** As TextField, for more than a line. */
export function TextArea({
  label,
  hint,
  error,
  rows = 6,
  ...rest
}: Omit<TextFieldProps, 'placeholder' | 'type'> & { rows?: number }) {
  return (
    <TextField {...rest} className="ui-field" {...(error === undefined ? {} : { isInvalid: true })}>
      <Label>{label}</Label>
      <AriaTextArea className="ui-input" rows={rows} />
      {hint !== undefined && (
        <Text slot="description" className="ui-hint">
          {hint}
        </Text>
      )}
      <FieldError className="ui-field-error">{error}</FieldError>
    </TextField>
  );
}
