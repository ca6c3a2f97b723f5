import { Text } from '@mantine/core';
import { IconActivityHeartbeat, IconBuilding, IconInbox, IconUsers } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { useMutation, useQuery } from 'urql';
import { AccountMenu, accountMenuFragment } from '../features/identity/account-menu.tsx';
import { graphql } from '../graph/graphql.ts';
import { whenIdle } from '../lib/when-idle.ts';
import { forgetAccessChange, isAccessChanged, onAccessChange } from '../live/access-change.ts';
import { ConnectionBanner } from '../live/connection-banner.tsx';
import { Wordmark } from '../ui/wordmark.tsx';
import { useSession } from './session-context.ts';
import classes from './shell.module.css';

/** Loaded once the page is there: the page comes first. */
const AwayCount = lazy(async () => {
  await whenIdle();
  return { default: (await import('../features/saved-feeds/away-count.tsx')).AwayCount };
});

const AccessNotice = lazy(async () => ({
  default: (await import('../live/access-notice.tsx')).AccessNotice,
}));

const ICON_SIZE = 19;

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
  { to: '/away', label: 'While away', icon: IconInbox },
  { to: '/customers', label: 'Customers', icon: IconUsers },
  { to: '/organizations', label: 'Organisations', icon: IconBuilding },
] as const;

/** What stands around every page: where to go, who is signed in, and whether the page is live. */
export function Shell() {
  const [{ data }] = useQuery({ query: shellQuery });
  const [, signOut] = useMutation(signOutMutation);
  const session = useSession();
  const hasAccessChanged = useSyncExternalStore(onAccessChange, isAccessChanged);
  useEffect(() => forgetAccessChange, []);

  async function handleSignOut() {
    await signOut({});
    session.forget(false);
  }

  return (
    <div className={classes['shell']}>
      <a href="#main" className={classes['skip']}>
        Skip to the content
      </a>
      <header className={classes['header']}>
        <Wordmark />
        <Text size="sm" c="dimmed" truncate className={classes['workspace'] ?? ''}>
          {data?.viewer?.workspace.name}
        </Text>
        <ConnectionBanner />
      </header>
      <nav aria-label="Main" className={classes['nav']}>
        <div className={classes['places']}>
          {places.map(({ to, label, icon: Picture }) => (
            <Link
              key={to}
              to={to}
              className={classes['place']}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
            >
              <Picture size={ICON_SIZE} stroke={1.7} aria-hidden />
              {label}
              {to === '/away' && (
                <Suspense fallback={null}>
                  <AwayCount />
                </Suspense>
              )}
            </Link>
          ))}
        </div>
        <div className={classes['account']}>
          {data?.viewer && (
            <AccountMenu viewer={data.viewer} onSignOut={() => void handleSignOut()} />
          )}
        </div>
      </nav>
      <main id="main" tabIndex={-1} className={classes['main']}>
        {hasAccessChanged && (
          <Suspense fallback={null}>
            <AccessNotice />
          </Suspense>
        )}
        <Outlet />
      </main>
    </div>
  );
}
