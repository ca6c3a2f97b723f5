import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
  IconUsersGroup,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { OpenMenu } from '../../ui/open-menu.tsx';

const schemes = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
] as const;

interface OpenAccountMenuProps {
  target: ReactElement;
  mayManagePeople: boolean;
  onSignOut: () => void;
}

/** The list that `AccountMenu` opens. */
export function OpenAccountMenu({ target, mayManagePeople, onSignOut }: OpenAccountMenuProps) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <OpenMenu target={target} position="top-start" width={220}>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to="/account"
          leftSection={<IconUserCircle size={16} aria-hidden />}
        >
          Account and sessions
        </Menu.Item>
        {mayManagePeople && (
          <Menu.Item
            component={Link}
            to="/settings/people"
            leftSection={<IconUsersGroup size={16} aria-hidden />}
          >
            People and teams
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label c="dimmed">Colours</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        >
          {schemes.map(({ value, label, icon: Picture }) => (
            <Menu.RadioItem
              key={value}
              value={value}
              rightSection={<Picture size={16} aria-hidden />}
            >
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={onSignOut} leftSection={<IconLogout size={16} aria-hidden />}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </OpenMenu>
  );
}
