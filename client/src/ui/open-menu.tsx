import './mantine-controls.css';
import { Menu, type MenuProps } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useFrameLater } from './use-frame-later.ts';

interface OpenMenuProps extends Pick<MenuProps, 'position' | 'width'> {
  target: ReactElement;
  /** A `Menu.Dropdown`. */
  children: ReactNode;
}

/** A menu that opens as soon as it is on the page, and from then on by its button. */
export function OpenMenu({ target, children, ...place }: OpenMenuProps) {
  const [isOpen, setIsOpen] = useState(true);
  const isReady = useFrameLater(true);
  return (
    <Menu
      {...place}
      opened={isOpen && isReady}
      onChange={setIsOpen}
      shadow="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>{target}</Menu.Target>
      {children}
    </Menu>
  );
}
