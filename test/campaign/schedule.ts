import fc from 'fast-check';

/** What one writer does next. `mark` and outcome come with the doing. */
export interface Step {
  readonly does:
    | 'log'
    | 'batch'
    | 'update'
    | 'update-seen'
    | 'correct'
    | 'delete'
    | 'organization'
    | 'long'
    | 'give-up'
    | 'cross';
  /** Which of the customers that all writers share. */
  readonly row: number;
  /** Which node is asked first. */
  readonly node: number;
  readonly channel: 'CALL' | 'EMAIL' | 'NOTE';
  /** Whether the customer is the user's own afterwards. */
  readonly isOwned: boolean;
  /** Asks once and never learns what became of it, rather than until it is acknowledged. */
  readonly isOnce: boolean;
  readonly pauseMs: number;
  /** How long a long transaction holds its row. */
  readonly heldMs: number;
}

export const views = ['all', 'interactions', 'calls', 'customer', 'owned', 'changes'] as const;

/** One who follows. */
export interface SubscriberPlan {
  readonly view: (typeof views)[number];
  readonly transport: 'socket' | 'stream';
  /** How many steps the writers have taken when it comes in, among others who follow the same perhaps. */
  readonly beginsAt: number;
  /** From where a page was loaded, or from the moment of subscribing. */
  readonly from: 'page' | 'now';
  readonly isSlow: boolean;
  /** What befalls it, by how many steps the writers have taken. */
  readonly moods: readonly { readonly at: number; readonly mood: 'cut' | 'stop' | 'go' }[];
}

export const faults = [
  'kill',
  'kill-sequencer',
  'freeze',
  'freeze-sequencer',
  'stop',
  'restart-postgres',
  'deafen',
  'disconnect',
] as const;

/** Those that only a cluster with Redis can have. */
export const redisFaults = ['flush-redis', 'restart-redis', 'freeze-redis'] as const;

export type Fault = (typeof faults)[number] | (typeof redisFaults)[number];

export interface PlannedFault {
  /** How many steps the writers have taken when it comes. */
  readonly at: number;
  readonly fault: Fault;
  readonly node: number;
}

/** One round: plain data, so that it can be printed, made again from its seed, and shrunk. */
export interface Schedule {
  readonly writers: readonly (readonly Step[])[];
  readonly subscribers: readonly SubscriberPlan[];
  readonly faults: readonly PlannedFault[];
  /** Transactions that stay open all the time: in another database, and in this one. */
  readonly isHeldOpen: boolean;
}

export const NODES = 3;
export const ROWS = 3;
const MOST_STEPS = 30;
const WRITERS = { minLength: 2, maxLength: 6 };

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.oneof(
    { weight: 5, arbitrary: fc.constant('log' as const) },
    { weight: 2, arbitrary: fc.constant('batch' as const) },
    { weight: 5, arbitrary: fc.constant('update' as const) },
    { weight: 2, arbitrary: fc.constant('update-seen' as const) },
    { weight: 3, arbitrary: fc.constant('correct' as const) },
    { weight: 2, arbitrary: fc.constant('delete' as const) },
    { weight: 1, arbitrary: fc.constant('organization' as const) },
    { weight: 1, arbitrary: fc.constant('long' as const) },
    { weight: 2, arbitrary: fc.constant('give-up' as const) },
    { weight: 2, arbitrary: fc.constant('cross' as const) },
  ),
  row: fc.nat(ROWS - 1),
  node: fc.nat(NODES - 1),
  channel: fc.constantFrom('CALL', 'EMAIL', 'NOTE'),
  isOwned: fc.boolean(),
  isOnce: fc.nat(4).map((number) => number === 0),
  pauseMs: fc.nat(15),
  heldMs: fc.nat(300),
});

const at = fc.nat(3 * MOST_STEPS);
const inOrder = <T extends { at: number }>(all: T[]) => all.toSorted((a, b) => a.at - b.at);

const subscriber: fc.Arbitrary<SubscriberPlan> = fc.record({
  view: fc.constantFrom('all', 'all', ...views),
  transport: fc.constantFrom('socket', 'socket', 'stream'),
  beginsAt: fc.oneof(fc.constant(0), fc.nat(2 * MOST_STEPS)),
  from: fc.constantFrom('page', 'now'),
  isSlow: fc.nat(3).map((number) => number === 0),
  moods: fc
    .array(fc.record({ at, mood: fc.constantFrom('cut', 'stop', 'go') }), { maxLength: 6 })
    .map(inOrder),
});

/** Any round, of a cluster with Redis or without. */
export function schedules(hasRedis: boolean): fc.Arbitrary<Schedule> {
  const fault = fc.constantFrom<Fault>(...faults, ...(hasRedis ? redisFaults : []));
  return fc.record({
    writers: fc.array(fc.array(step, { minLength: 5, maxLength: MOST_STEPS }), WRITERS),
    subscribers: fc.array(subscriber, { minLength: 2, maxLength: 6 }),
    faults: fc
      .array(fc.record({ at, fault, node: fc.nat(NODES - 1) }), { minLength: 1, maxLength: 2 })
      .map(inOrder),
    isHeldOpen: fc.boolean(),
  });
}
