// Many subscribers in one process, over sockets of their own. They count what they are told, and how long it took.
import { answerCalls } from '../bench/answer-calls.ts';
import { openSubscriber, type Subscriber } from '../bench/feed/subscriber.ts';
import { openHistogram } from './histogram.ts';

export interface Audience {
  /** WebSocket addresses, of all nodes. */
  readonly urls: readonly string[];
  readonly tokens: readonly string[];
  readonly subscribers: number;
}

/** When an event's change was asked for, and when it was acknowledged, as `Date.now()` with fractions. */
export interface Sent {
  readonly number: number;
  readonly askedAt: number;
  readonly acknowledgedAt: number;
}

export interface Figures {
  /** Events that are not told to all yet, of those that were ever sent. */
  readonly lost: number;
  readonly doubled: number;
  readonly told: number;
  readonly sinceAcknowledged: Quantiles;
  readonly sinceAsked: Quantiles;
}
type Quantiles = { readonly p50: number; readonly p95: number; readonly p99: number };

const QUERY = `subscription { feed: interactionFeed {
  __typename
  ... on FeedPosition { cursor previousCursor }
  ... on FeedEvent { subject { id ... on Interaction { subject channel customer { id name } } } }
} }`;
/** The server admits so many new sockets a second from one address. */
const OPENED_PER_SECOND = 60;
const PER_ADDRESS = 400;
const NUMBER = /"subject":"Soak (\d+)"/u;

const subscribers: Subscriber[] = [];
const arrivals = new Map<number, number[]>();
const sinceAcknowledged = openHistogram();
const sinceAsked = openHistogram();
let told = 0;
let doubled = 0;
let failure: string | null = null;

const now = () => performance.timeOrigin + performance.now();
const quantiles = ({ quantile }: typeof sinceAsked): Quantiles => ({
  p50: quantile(0.5),
  p95: quantile(0.95),
  p99: quantile(0.99),
});

function openOne({ urls, tokens }: Audience, index: number): Promise<Subscriber> {
  const seen = new Set<number>();
  return openSubscriber({
    url: urls[index % urls.length]!,
    localAddress: `127.0.0.${1 + Math.floor(index / PER_ADDRESS)}`,
    operation: { query: QUERY, variables: {} },
    token: tokens[index % tokens.length]!,
    isChained: true,
    onEvent(_, message) {
      const number = Number(NUMBER.exec(message)?.[1]);
      const at = now();
      told++;
      if (seen.has(number)) doubled++;
      seen.add(number);
      const known = arrivals.get(number);
      if (known) known.push(at);
      else arrivals.set(number, [at]);
    },
    onFailure: (reason) => (failure ??= reason.slice(0, 300)),
  });
}

const calls = {
  async open(audience: Audience): Promise<void> {
    for (let index = 0; index < audience.subscribers; index++) {
      subscribers.push(await openOne(audience, index));
      await new Promise((resolve) => setTimeout(resolve, 1000 / OPENED_PER_SECOND));
    }
  },
  /** Takes in when events were sent, of which all must have arrived by now. @throws {Error} a subscriber failed, or its chain broke */
  reckon(sent: readonly Sent[]): Figures {
    if (failure !== null) throw new Error(`A subscriber failed: ${failure}`);
    let lost = 0;
    for (const { number, askedAt, acknowledgedAt } of sent) {
      const times = arrivals.get(number) ?? [];
      arrivals.delete(number);
      lost += Math.max(subscribers.length - times.length, 0);
      for (const at of times) {
        sinceAcknowledged.add(at - acknowledgedAt);
        sinceAsked.add(at - askedAt);
      }
    }
    return {
      lost,
      doubled,
      told,
      sinceAcknowledged: quantiles(sinceAcknowledged),
      sinceAsked: quantiles(sinceAsked),
    };
  },
  close() {
    for (const subscriber of subscribers) subscriber.close();
  },
};
export type AudienceCalls = typeof calls;

answerCalls(calls);
