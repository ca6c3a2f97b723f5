import { z } from 'zod';

/** How much one address, user, session or socket may hold and send. Published in docs/protocol.md. */
export interface AdmissionLimits {
  /** WebSockets at once. */
  readonly socketsPerAddress: number;
  readonly socketsPerUser: number;
  readonly socketsPerSession: number;
  /** New WebSockets from one address; two seconds' worth may come at once. */
  readonly connectsPerSecond: number;
  /** Operations at once. */
  readonly operationsPerSocket: number;
  /** Subscriptions at once, over sockets and server-sent events together. */
  readonly feedsPerUser: number;
  /** Messages on one socket; ten seconds' worth may come at once. */
  readonly messagesPerSecond: number;
}

/** The limits where no setting says otherwise. */
export const defaultLimits: AdmissionLimits = {
  socketsPerAddress: 1_000,
  socketsPerUser: 500,
  socketsPerSession: 200,
  connectsPerSecond: 100,
  operationsPerSocket: 100,
  feedsPerUser: 1_000,
  messagesPerSecond: 100,
};

const most = (name: keyof AdmissionLimits, meaning: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,6}$/u, 'must be a number, 1 to 9999999')
    .transform(Number)
    .default(defaultLimits[name])
    .describe(`${meaning} Default: ${defaultLimits[name]}.`);

/** The settings of the limits. */
export const limitSettings = {
  SOCKETS_PER_ADDRESS: most(
    'socketsPerAddress',
    'WebSockets at once from one address. Behind a proxy all come from its address.',
  ),
  SOCKETS_PER_USER: most('socketsPerUser', 'WebSockets at once of one user.'),
  SOCKETS_PER_SESSION: most('socketsPerSession', 'WebSockets at once with one session or token.'),
  CONNECTS_PER_SECOND: most(
    'connectsPerSecond',
    "New WebSockets a second from one address; two seconds' worth may come at once.",
  ),
  OPERATIONS_PER_SOCKET: most('operationsPerSocket', 'Operations at once on one WebSocket.'),
  FEEDS_PER_USER: most(
    'feedsPerUser',
    'Subscriptions at once of one user, over WebSockets and server-sent events together.',
  ),
  MESSAGES_PER_SECOND: most(
    'messagesPerSecond',
    "Messages a second on one WebSocket; ten seconds' worth may come at once.",
  ),
};

/** The limits as the settings say. */
export function readLimits(
  data: Readonly<Record<keyof typeof limitSettings, number>>,
): AdmissionLimits {
  return {
    socketsPerAddress: data.SOCKETS_PER_ADDRESS,
    socketsPerUser: data.SOCKETS_PER_USER,
    socketsPerSession: data.SOCKETS_PER_SESSION,
    connectsPerSecond: data.CONNECTS_PER_SECOND,
    operationsPerSocket: data.OPERATIONS_PER_SOCKET,
    feedsPerUser: data.FEEDS_PER_USER,
    messagesPerSecond: data.MESSAGES_PER_SECOND,
  };
}
