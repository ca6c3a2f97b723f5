import { arcOf } from './arcs.ts';
import { chooseArc, chooseCustomer } from './choose-arc.ts';
import { orderFor, remember, reopenDraft } from './draft.ts';
import { isTimeOfDayFor } from './local-time.ts';
import { momentOf } from './moments.ts';
import type { Random } from './random.ts';
import type { PlannedCustomer, PlannedInteraction, Story, Thread } from './story.ts';
import { beginThread, playStep } from './threads.ts';

/** Says what happens next, at that moment. Called with later and later moments. */
export type NextInteraction = (at: Date) => PlannedInteraction;

const BEGIN_CHANCE = 0.3;
const FEWEST_THREADS = 12;
const MOST_THREADS = 60;
const STEP_PAUSE_MS = 5_000;

/**
 * Goes on with a story after its end, in quick motion: open arcs continue, new ones begin. Nobody is
 * called, written to or visited at night by the clock of where they live. Sundays are like any day,
 * for whoever looks at the demo then.
 */
export function planPulse(story: Story, random: Random): NextInteraction {
  const draft = reopenDraft(story, random);
  const { stage } = draft;
  let running = draft.openThreads.map((thread) => ({ thread: hurried(thread), movedAt: 0 }));

  function isTimely({ remaining: [step], customerExternalId }: Thread, at: Date): boolean {
    const customer = stage.customers.get(customerExternalId);
    if (!step || !customer) return false;
    return isTimeOfDayFor(at, customer.timeZone, momentOf(step.moment).hours);
  }

  function begin(at: Date): Thread {
    const people = peopleAwake(story.customers, at);
    for (;;) {
      const customer = chooseCustomer(people, at, draft);
      const key = chooseArc(customer, at, draft);
      if (!key) continue;
      const earlier = orderFor(arcOf(key), customer, at, draft)?.facts;
      const thread = hurried(beginThread(key, customer, stage, random, earlier));
      if (isTimely(thread, at)) return thread;
    }
  }

  function choose(at: Date): Thread {
    const movable = running.filter(
      ({ thread, movedAt }) => at.getTime() - movedAt >= STEP_PAUSE_MS && isTimely(thread, at),
    );
    const isTimeForNew = movable.length < FEWEST_THREADS || random.chance(BEGIN_CHANCE);
    const isFull = running.length >= MOST_THREADS;
    if (movable.length === 0 || (isTimeForNew && !isFull)) return begin(at);
    return random.pick(movable).thread;
  }

  return (at) => {
    const thread = choose(at);
    const played = playStep(thread, at, stage, random);
    running = running.filter((one) => one.thread !== thread);
    if (played.thread.remaining.length > 0) {
      running.push({ thread: played.thread, movedAt: at.getTime() });
    }
    const customer = stage.customers.get(thread.customerExternalId);
    if (customer) remember(customer, played.moment, played.thread.facts, at, draft);
    return { externalId: `MV-P-${at.getTime()}`, ...played.interaction };
  };
}

// Where one day takes a minute, nobody is reminded of tomorrow.
function hurried(thread: Thread): Thread {
  const remaining = thread.remaining.filter(({ moment }) => moment !== 'visitReminder');
  return { ...thread, remaining };
}

// Those at work, where anybody is: most happens there. Some place in the world is awake at any time.
function peopleAwake(customers: readonly PlannedCustomer[], at: Date): PlannedCustomer[] {
  const atWork = customers.filter(({ timeZone }) => isTimeOfDayFor(at, timeZone, 'office'));
  if (atWork.length > 0) return atWork;
  return customers.filter(({ timeZone }) => isTimeOfDayFor(at, timeZone, 'awake'));
}
