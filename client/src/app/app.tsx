import { Button, Center, Loader, MantineProvider } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { Provider } from 'urql';
import { createGraphClient } from '../graph/client.ts';
import type { AccessToken, SessionKeeper } from '../graph/session-keeper.ts';
import { openGraphSocket } from '../live/socket/graph-socket.ts';
import { SocketProvider } from '../live/socket/socket-context.ts';
import { socketExchange } from '../live/socket/socket-exchange.ts';
import { BlankSlate } from '../ui/blank-slate.tsx';
import { cssVariables, theme } from '../ui/theme.ts';
import { SessionProvider } from './session-context.ts';
import { updates } from './updates.ts';

const RETRY_MS = 5_000;

// Who is signed in needs the pages and not the form; who is not, the other way round.
const SignInPage = lazy(async () => ({ default: (await import('./sign-in-page.tsx')).SignInPage }));
const InvitationPage = lazy(async () => ({
  default: (await import('./invitation-page.tsx')).InvitationPage,
}));
const SignedIn = lazy(async () => ({ default: (await import('./signed-in.tsx')).SignedIn }));

interface AppProps {
  session: SessionKeeper;
}

/** The whole client: signed in, or on the way there. */
export function App({ session }: AppProps) {
  const state = useSyncExternalStore(session.subscribe, session.getState);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      deduplicateCssVariables={false}
      defaultColorScheme="auto"
    >
      <SessionProvider value={session}>
        {state.status === 'restoring' && <Starting />}
        {state.status === 'unreachable' && <Unreachable onRetry={session.restore} />}
        {state.status === 'signed-out' && (
          <Graph session={session}>
            <WayIn session={session} isEnded={state.isEnded} />
          </Graph>
        )}
        {state.status === 'signed-in' && (
          <Graph key={state.generation} session={session}>
            <SignedIn />
          </Graph>
        )}
      </SessionProvider>
    </MantineProvider>
  );
}

/** The sign-in, unless the address is that of an invitation. */
function WayIn({ session, isEnded }: { session: SessionKeeper; isEnded: boolean }) {
  const [, secret] = /^\/invitation\/(?<secret>[\w-]+)$/u.exec(location.pathname) ?? [];
  if (secret === undefined) return <SignInPage isEnded={isEnded} onSignedIn={session.accept} />;

  function handleSignedIn(token: AccessToken) {
    // The link has done its work, and is not to stay in the history.
    history.replaceState(null, '', '/');
    session.accept(token);
  }
  return <InvitationPage secret={secret} onSignedIn={handleSignedIn} />;
}

/** The connection of one sign-in: each begins with an empty cache. */
function Graph({ session, children }: { session: SessionKeeper; children: ReactNode }) {
  const [{ client, socket }] = useState(() => {
    const opened = openGraphSocket(session);
    const subscriptions = socketExchange(opened);
    return { socket: opened, client: createGraphClient({ session, subscriptions, updates }) };
  });
  useEffect(() => socket.hold(), [socket]);
  return (
    <Provider value={client}>
      <SocketProvider value={socket}>
        <Suspense fallback={<Starting />}>{children}</Suspense>
      </SocketProvider>
    </Provider>
  );
}

function Starting() {
  return (
    <Center component="main" mih="100dvh">
      <Loader aria-label="Starting" />
    </Center>
  );
}

function Unreachable({ onRetry }: { onRetry: () => Promise<void> }) {
  useEffect(() => {
    const timer = setInterval(() => void onRetry(), RETRY_MS);
    return () => clearInterval(timer);
  }, [onRetry]);
  return (
    <Center component="main" mih="100dvh">
      <BlankSlate
        isPage
        icon={IconCloudOff}
        title="The server cannot be reached"
        action={<Button onClick={() => void onRetry()}>Try now</Button>}
      >
        Trying again every few seconds.
      </BlankSlate>
    </Center>
  );
}
