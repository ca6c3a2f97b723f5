import {
  Group,
  type MantineColorScheme,
  Menu,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import {
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
    <Menu
      position="top-start"
      width={220}
      shadow="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton className={classes['button']}>
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
    </Menu>
  );
}
