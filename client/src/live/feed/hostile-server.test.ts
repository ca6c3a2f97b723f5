import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FeedEvent, FeedGap, FeedHeartbeat } from './feed-item.ts';
import type { FeedState } from './feed-state.ts';
import { followFeed } from './follow-feed.ts';
import type { FeedSink } from './followed-feed.ts';

const RUNS = 2_000;
const EVENTS = 12;

/** What a hostile way between the log and the follower does next with an item, or with the stream. */
type Malice =
  | 'deliver'
  | 'lose'
  | 'repeat'
  | 'swap'
  | 'echo'
  | 'lead-back'
  | 'cut'
  | 'lag'
  | 'farewell';

const malice = fc.constantFrom<Malice>(
  'deliver',
  'deliver',
  'deliver',
  'lose',
  'repeat',
  'swap',
  'echo',
  'lead-back',
  'cut',
  'lag',
  'farewell',
);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('whatever is lost, repeated, swapped, cut or led back: no event is told twice, and none is skipped', () => {
  fc.assert(
    fc.property(fc.array(malice, { maxLength: 60 }), (acts) => {
      const { told, states, end } = followThrough(acts);

      const reached = told.length;
      expect(told).toEqual(inOrder(reached));
      expect(reached === EVENTS || end === 'gap', JSON.stringify(states.at(-1))).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

/** Follows a log of a dozen events over a way that does all that; then an honest one, until all is told or it is a gap. */
function followThrough(acts: readonly Malice[]) {
  const told: string[] = [];
  const states: FeedState[] = [];
  let sink: FeedSink<FeedEvent> | undefined;
  let sent = 0;
  const opened: number[] = [];
  const followed = followFeed<FeedEvent>({
    after: 'c0',
    open(position, to) {
      sink = to;
      sent = Number(position!.slice(1));
      opened.push(sent);
      to.item(heartbeat(sent, sent));
      return () => {
        if (sink === to) sink = undefined;
      };
    },
    onEvent: ({ cursor }) => told.push(cursor),
    onState: (state) => states.push(state),
    random: () => 1,
  });
  const isGap = () => states.at(-1)?.status === 'gap';

  for (const act of [...acts, ...Array.from<Malice>({ length: 4 * EVENTS }).fill('deliver')]) {
    if (isGap()) break;
    if (!sink) vi.advanceTimersByTime(15_000);
    if (sink) perform(act, sink);
  }
  followed.stop();
  return { told, states, end: isGap() ? 'gap' : 'caught up' };

  function perform(act: Malice, to: FeedSink<FeedEvent>) {
    const next = event(sent + 1);
    const isOver = sent >= EVENTS;
    switch (act) {
      case 'deliver':
        if (isOver) to.item(heartbeat(sent, sent));
        else deliver(to, next);
        break;
      case 'lose':
        if (!isOver) sent += 1;
        break;
      case 'repeat':
        if (isOver) break;
        deliver(to, next);
        to.item(next);
        break;
      case 'swap':
        if (sent + 2 > EVENTS) break;
        to.item(event(sent + 2));
        if (sink === to) to.item(next);
        sent += 2;
        break;
      case 'echo':
        if (sent > 0) to.item(event(Math.max(1, sent - 2)));
        break;
      case 'lead-back':
        to.item(heartbeat(Math.max(0, sent - 3), sent));
        if (sink === to) sent = Math.max(0, sent - 3);
        break;
      case 'cut':
        to.lost('connection');
        break;
      case 'lag':
        to.item(lagged(sent));
        break;
      case 'farewell':
        to.item({ ...heartbeat(sent, sent), reconnectAfterMs: 3_000 });
        break;
    }
  }

  function deliver(to: FeedSink<FeedEvent>, next: FeedEvent) {
    sent += 1;
    to.item(next);
  }
}

const inOrder = (count: number) => Array.from({ length: count }, (_, index) => `c${index + 1}`);

function event(number: number): FeedEvent {
  return { __typename: 'FeedEvent', cursor: `c${number}`, previousCursor: `c${number - 1}` };
}

function heartbeat(at: number, previous: number): FeedHeartbeat {
  return { __typename: 'FeedHeartbeat', cursor: `c${at}`, previousCursor: `c${previous}` };
}

function lagged(at: number): FeedGap {
  return {
    __typename: 'FeedGap',
    reason: 'LAGGED',
    resumeFrom: `c${at}`,
    snapshotRequired: false,
  };
}
