import { createContext, useContext } from 'react';
import type { SessionKeeper } from '../graph/session-keeper.ts';

const SessionContext = createContext<SessionKeeper | null>(null);

export const SessionProvider = SessionContext.Provider;

/** The keeper of the tab's session. */
export function useSession(): SessionKeeper {
  const session = useContext(SessionContext);
  if (!session) throw new Error('No SessionProvider above this component.');
  return session;
}
