import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Spinner } from './spinner.tsx';
import './button.css';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  children: ReactNode;
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
}

/**
 * While `isPending` it keeps its place, name and focus, shows a spinner and takes no presses. React Aria's own
 * `isPending` is left alone: it announces an image labelled by the button, nameless once the button is gone.
 */
export function Button({
  children,
  variant = 'secondary',
  size = 'normal',
  isPending = false,
  ...rest
}: ButtonProps) {
  const pending = {
    type: 'button',
    onPress: () => undefined,
    'aria-disabled': true,
    'data-busy': '',
  } as const;
  return (
    <AriaButton
      {...rest}
      {...(isPending ? pending : {})}
      className="ui-button"
      data-variant={variant}
      data-size={size}
    >
      {isPending && <Spinner small />}
      {children}
    </AriaButton>
  );
}
