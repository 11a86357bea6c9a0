import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import './popover.css';

export interface MenuAction {
  id: string;
  label: string;
  icon?: ReactNode;
  tone?: 'normal' | 'danger';
  isDisabled?: boolean;
  /** Either a handler, or an address of this app to go to. */
  onAction?: () => void;
  href?: string;
}

/** `trigger` is a Button or IconButton; it opens the list of actions. */
export function Menu({
  trigger,
  label,
  actions,
}: {
  trigger: ReactElement;
  label: string;
  actions: MenuAction[];
}) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="ui-popover" placement="bottom end">
        <AriaMenu aria-label={label}>
          {actions.map(({ id, label: name, icon, tone = 'normal', ...rest }) => (
            <MenuItem key={id} id={id} className="ui-option" data-tone={tone} textValue={name} {...rest}>
              {icon}
              <span>{name}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
