import { Menu } from '@mantine/core';
import { cloneElement, type ReactElement, useState } from 'react';
import type { Action } from './action-menu.tsx';
import type { MenuTargetProps } from './menu-on-demand.tsx';
import { OpenMenu } from './open-menu.tsx';

interface OpenActionMenuProps {
  target: ReactElement<MenuTargetProps>;
  actions: readonly Action[];
}

/** The list that `ActionMenu` opens. */
export function OpenActionMenu({ target, actions }: OpenActionMenuProps) {
  const [button, setButton] = useState<HTMLButtonElement | null>(null);

  function handleClick({ onClick }: Action) {
    // The list is about to go: a dialog that opens now gives the focus back to what had it before.
    button?.focus();
    onClick();
  }

  return (
    <OpenMenu target={cloneElement(target, { ref: setButton })} position="bottom-end" width={180}>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item
            key={action.label}
            {...(action.isDangerous && { c: 'var(--mantine-color-error)' })}
            leftSection={<action.icon size={16} aria-hidden />}
            onClick={() => handleClick(action)}
          >
            {action.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </OpenMenu>
  );
}
