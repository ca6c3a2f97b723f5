import { createContext, useContext } from 'react';
import type { GraphSocket } from '../graph/graph-socket.ts';

const SocketContext = createContext<GraphSocket | null>(null);

/** Gives the feeds below it the tab's one socket. */
export const SocketProvider = SocketContext.Provider;

/** The tab's socket, for closing it when it is dead. */
export function useSocket(): GraphSocket {
  const socket = useContext(SocketContext);
  if (!socket) throw new Error('No SocketProvider above this component.');
  return socket;
}
