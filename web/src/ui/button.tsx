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

/** While `isPending` it keeps its place and name, shows a spinner and takes no presses. */
export function Button({ children, variant = 'secondary', size = 'normal', ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className="ui-button" data-variant={variant} data-size={size}>
      {rest.isPending === true && <Spinner small />}
      {children}
    </AriaButton>
  );
}
