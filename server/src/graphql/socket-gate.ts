import type { WebSocket } from 'ws';
import type { ApiStats } from './api-stats.ts';
import type { MessageMeter, MessageVerdict } from './message-meter.ts';

/** Stands before everything that comes in on a socket. */
export interface SocketGate {
  /** Counts a message. False: it is not even read. */
  message(): boolean;
  /** Counts a ping. False: it is not answered. */
  ping(): boolean;
}

/** Counts what comes in on one socket, before anything is done about it. */
export function socketGate(
  meter: MessageMeter,
  /** `isTooMany` says of the message in hand that what it asks for is refused unread. */
  state: { readonly socket: WebSocket; isTooMany: boolean },
  stats: ApiStats,
  sendAway: () => void,
): SocketGate {
  const isServed = (verdict: MessageVerdict): boolean => {
    stats.messages++;
    if (verdict !== 'serve') stats.messagesRefused++;
    if (verdict === 'close') sendAway();
    return verdict === 'serve';
  };
  return {
    message() {
      state.isTooMany = !isServed(meter.message());
      return state.socket.readyState === state.socket.OPEN;
    },
    ping: () => isServed(meter.ping()),
  };
}
