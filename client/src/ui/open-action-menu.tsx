import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Action } from './action-menu.tsx';
import { OpenMenu } from './open-menu.tsx';

interface OpenActionMenuProps {
  target: ReactElement;
  actions: readonly Action[];
}

/** The list that `ActionMenu` opens. */
export function OpenActionMenu({ target, actions }: OpenActionMenuProps) {
  return (
    <OpenMenu target={target} position="bottom-end" width={180}>
      <Menu.Dropdown>
        {actions.map(({ label, icon: Picture, isDangerous, onClick }) => (
          <Menu.Item
            key={label}
            {...(isDangerous && { c: 'var(--mantine-color-error)' })}
            leftSection={<Picture size={16} aria-hidden />}
            onClick={onClick}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </OpenMenu>
  );
}
