import { AppShell, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconActivityHeartbeat, IconBuilding, IconUsers } from '@tabler/icons-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMutation, useQuery } from 'urql';
import { AccountMenu, accountMenuFragment } from '../features/identity/account-menu.tsx';
import { graphql } from '../graph/graphql.ts';
import { ConnectionBanner } from '../live/connection-banner.tsx';
import { Wordmark } from '../ui/wordmark.tsx';
import { useSession } from './session-context.ts';
import classes from './shell.module.css';

const HEADER_PX = 52;
const NAVBAR_PX = 224;

const shellQuery = graphql(
  `
    query Shell {
      viewer {
        workspace {
          id
          name
        }
        ...AccountMenu
      }
    }
  `,
  [accountMenuFragment],
);

const signOutMutation = graphql(`
  mutation ShellSignOut {
    signOut
  }
`);

const places = [
  { to: '/', label: 'Live', icon: IconActivityHeartbeat },
  { to: '/customers', label: 'Customers', icon: IconUsers },
  { to: '/organizations', label: 'Organisations', icon: IconBuilding },
] as const;

/** What stands around every page: where to go, who is signed in, and whether the page is live. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure();
  const [{ data }] = useQuery({ query: shellQuery });
  const [, signOut] = useMutation(signOutMutation);
  const session = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(close, [path, close]);

  async function handleSignOut() {
    await signOut({});
    session.forget(false);
  }

  const isHere = (to: string) => (to === '/' ? path === '/' : path.startsWith(to));

  return (
    <AppShell
      header={{ height: HEADER_PX }}
      navbar={{ width: NAVBAR_PX, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={0}
      layout="alt"
      transitionDuration={0}
    >
      <a href="#main" className={classes['skip']}>
        Skip to the content
      </a>
      <AppShell.Header className={classes['header']}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap" hiddenFrom="sm">
            <Burger
              opened={isOpen}
              onClick={toggle}
              size="sm"
              aria-label={isOpen ? 'Close the navigation' : 'Open the navigation'}
              aria-expanded={isOpen}
            />
            <Wordmark />
          </Group>
          <Text size="sm" c="dimmed" truncate visibleFrom="sm">
            {data?.viewer?.workspace.name}
          </Text>
          <ConnectionBanner />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes['navbar']}>
        <Group h={HEADER_PX} px="md" justify="space-between" wrap="nowrap">
          <Wordmark />
          <Burger
            opened
            onClick={close}
            size="sm"
            hiddenFrom="sm"
            aria-label="Close the navigation"
          />
        </Group>
        <nav aria-label="Main" className={classes['places']}>
          {places.map(({ to, label, icon: Picture }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={label}
              active={isHere(to)}
              aria-current={isHere(to) ? 'page' : undefined}
              leftSection={<Picture size={18} stroke={1.7} aria-hidden />}
              className={classes['place'] ?? ''}
            />
          ))}
        </nav>
        <div className={classes['account']}>
          {data?.viewer && (
            <AccountMenu viewer={data.viewer} onSignOut={() => void handleSignOut()} />
          )}
        </div>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes['main']}>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
