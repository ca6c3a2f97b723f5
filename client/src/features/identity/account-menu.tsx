import { Group, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import { enumWords } from '../../lib/enum-words.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import classes from './account-menu.module.css';

export const accountMenuFragment = graphql(`
  fragment AccountMenu on Viewer {
    role
    user {
      id
      name
    }
  }
`);

const schemes = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
] as const;

interface AccountMenuProps {
  viewer: FragmentOf<typeof accountMenuFragment>;
  onSignOut: () => void;
}

/** Who is signed in; leads to the account, the colours and the way out. */
export function AccountMenu({ viewer: ref, onSignOut }: AccountMenuProps) {
  const { user, role } = readFragment(accountMenuFragment, ref);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="top-start" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes['button']} aria-label={`Account of ${user.name}`}>
          <Group gap="sm" wrap="nowrap">
            <PersonAvatar name={user.name} size={30} />
            <div className={classes['who']}>
              <Text size="sm" fw={500} truncate>
                {user.name}
              </Text>
              <Text size="xs" c="dimmed">
                {enumWords(role)}
              </Text>
            </div>
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to="/account"
          leftSection={<IconUserCircle size={16} aria-hidden />}
        >
          Account and sessions
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label c="dimmed">Colours</Menu.Label>
        {schemes.map(({ value, label, icon: Picture }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            closeMenuOnClick={false}
            onClick={() => setColorScheme(value)}
            leftSection={<Picture size={16} aria-hidden />}
            rightSection={colorScheme === value && <IconCheck size={14} aria-hidden />}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onSignOut} leftSection={<IconLogout size={16} aria-hidden />}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
