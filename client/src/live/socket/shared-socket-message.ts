import type { SocketRequest, SocketResult } from '../feed/feed-socket.ts';

/** What a tab says to the worker that holds the socket. */
export type ToWorker =
  /** The first word. The lock is the tab's for as long as it lives, so the worker notices when it has gone. */
  | { readonly type: 'hello'; readonly lock: string }
  | { readonly type: 'subscribe'; readonly id: number; readonly request: SocketRequest }
  | { readonly type: 'complete'; readonly id: number }
  /** Null: there is no token to be had. */
  | { readonly type: 'token'; readonly id: number; readonly token: string | null }
  | { readonly type: 'suspect' }
  | { readonly type: 'terminate' }
  | { readonly type: 'bye' };

/** What the worker says to a tab. */
export type ToTab =
  | { readonly type: 'ready' }
  /** The socket carries all the operations it may: open one of your own. */
  | { readonly type: 'full' }
  | { readonly type: 'next'; readonly id: number; readonly result: SocketResult }
  | { readonly type: 'error'; readonly id: number; readonly reason: unknown }
  | { readonly type: 'complete'; readonly id: number }
  | { readonly type: 'token-wanted'; readonly id: number }
  | { readonly type: 'forbidden' }
  /** The answer to `suspect`: the worker itself is well. */
  | { readonly type: 'alive' };
