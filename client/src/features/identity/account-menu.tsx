import { Group, Text, UnstyledButton } from '@mantine/core';
import { lazy } from 'react';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import { enumWords } from '../../lib/enum-words.ts';
import { MenuOnDemand } from '../../ui/menu-on-demand.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import classes from './account-menu.module.css';

const OpenAccountMenu = lazy(async () => ({
  default: (await import('./open-account-menu.tsx')).OpenAccountMenu,
}));

export const accountMenuFragment = graphql(`
  fragment AccountMenu on Viewer {
    role
    permissions
    user {
      id
      name
    }
  }
`);

interface AccountMenuProps {
  viewer: FragmentOf<typeof accountMenuFragment>;
  onSignOut: () => void;
}

/** Who is signed in; leads to the account, the colours and the way out. */
export function AccountMenu({ viewer: ref, onSignOut }: AccountMenuProps) {
  const { user, role, permissions } = readFragment(accountMenuFragment, ref);
  return (
    <MenuOnDemand
      target={
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
      }
    >
      {(target) => (
        <OpenAccountMenu
          target={target}
          mayManagePeople={permissions.includes('USERS_WRITE')}
          onSignOut={onSignOut}
        />
      )}
    </MenuOnDemand>
  );
}
