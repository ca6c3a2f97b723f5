import { createContext, useContext } from 'react';
import type { FeedSocket } from '../feed/feed-socket.ts';

const SocketContext = createContext<FeedSocket | null>(null);

/** Gives the feeds below it the tab's one socket. */
export const SocketProvider = SocketContext.Provider;

/** The tab's socket, for saying that it may be dead. */
export function useSocket(): FeedSocket {
  const socket = useContext(SocketContext);
  if (!socket) throw new Error('No SocketProvider above this component.');
  return socket;
}
