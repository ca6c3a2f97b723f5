// Many subscribers in one process, which counts what they get and judges it.
import { answerCalls } from '../answer-calls.ts';
import { arrivals } from './arrivals.ts';
import { type Subscriber, openSubscriber } from './subscriber.ts';
import { variablesOf } from './operation.ts';

export interface Audience {
  readonly url: string;
  readonly subscribers: number;
  /** How many different subscriptions they share out among themselves. */
  readonly shapes: number;
  /** Null: a bare socket. */
  readonly query: string | null;
  readonly tokens: readonly string[] | null;
  readonly isChained: boolean;
}

/** A server may admit only so many sockets from one address. */
const PER_ADDRESS = 900;
const AT_ONCE = 32;
const PATIENCE_MS = 120_000;
/** What every event of a GraphQL server has to show. */
const SHOWN = /"previousCursor":.*"Event \d+.*"name":"Ayşe Yılmaz \d+".*"name":"Agent 0"/u;

const subscribers: Subscriber[] = [];
const arrived = arrivals();
let events = 0;
let bytes = 0;
let sample = '';
let isTelling = false;
let failure: string | null = null;
let awaited: { readonly events: number; readonly settle: () => void } | null = null;

function onEvent(before: number, message: string): void {
  events++;
  bytes += message.length;
  sample = message;
  arrived.note(before, message);
  if (awaited && events >= awaited.events) awaited.settle();
}

function onFailure(reason: string): void {
  failure ??= reason.slice(0, 500);
  awaited?.settle();
}

const calls = {
  async open(audience: Audience): Promise<void> {
    isTelling = audience.query !== null;
    let next = 0;
    const openMore = async () => {
      while (next < audience.subscribers && failure === null) {
        subscribers.push(await openSubscriber(optionsOf(audience, next++)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, openMore));
    judge();
  },
  /** Resolves once so many events have come in all since the opening. */
  async received(total: number): Promise<void> {
    if (events < total && failure === null) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => onFailure(`${events} of ${total} events came`), PATIENCE_MS);
        const settle = () => {
          clearTimeout(timer);
          resolve();
        };
        awaited = { events: total, settle };
      });
      awaited = null;
    }
    judge();
  },
  /** What has come so far. @throws when not every subscriber got as much, or one got what it should not */
  tally() {
    judge();
    const perSubscriber = new Set(subscribers.map((subscriber) => subscriber.events));
    if (perSubscriber.size > 1) throw new Error(`Uneven: ${[...perSubscriber].join(', ')} events.`);
    if (isTelling && !SHOWN.test(sample)) throw new Error(`Not what was asked for: ${sample}`);
    return { events, bytes, sample };
  },
  /** Begins to write down when each event arrives; numbers start from 0 with the next one. */
  startTiming(options: { isNumbered: boolean }): void {
    arrived.start(options.isNumbered ? null : (subscribers[0]?.events ?? 0));
  },
  /** How long after its commit each event arrived, at this share of them, in milliseconds. */
  latencies(committedAt: readonly number[]) {
    return arrived.latencies(committedAt);
  },
  close(): void {
    for (const subscriber of subscribers) subscriber.close();
  },
};
export type ClientCalls = typeof calls;

function judge(): void {
  if (failure !== null) throw new Error(`A subscriber failed: ${failure}`);
}

function optionsOf({ url, shapes, query, tokens, isChained }: Audience, index: number) {
  return {
    url,
    localAddress: `127.0.0.${1 + Math.floor(index / PER_ADDRESS)}`,
    operation: query === null ? null : { query, variables: variablesOf(index % shapes) },
    token: tokens?.[index % tokens.length] ?? null,
    isChained,
    onEvent,
    onFailure,
  };
}

answerCalls(calls);
