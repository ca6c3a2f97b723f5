import { type ArcKey, mailings } from './arcs.ts';
import { chooseArc, chooseCustomer, isOnlyLooking, leadsToOrder } from './choose-arc.ts';
import { agents, companyName } from './data/agents.ts';
import { type Draft, playThread, stageOfLife } from './draft.ts';
import { DAY_MS, HOUR_MS, localTime, MINUTE_MS, momentWithinHours } from './local-time.ts';
import { planCustomers, planOrganizations } from './people.ts';
import { createRandom, type Random } from './random.ts';
import type { PlannedCustomer, Story } from './story.ts';
import { prepareStage } from './threads.ts';

const INTERACTION_COUNT = 6_000;
export const STORY_DAYS = 365;

/** Tells the firm's year before `now`: the same story for the same `now` and seed. */
export function planStory(now: Date, seed = 1): Story {
  const random = createRandom(seed);
  const start = new Date(now.getTime() - STORY_DAYS * DAY_MS);
  const organizations = planOrganizations(start);
  const customers = planCustomers(organizations, start, now, random);
  const draft: Draft = {
    stage: prepareStage(customers, agents),
    random,
    start,
    now,
    size: INTERACTION_COUNT,
    interactions: [],
    openThreads: [],
    orders: new Map(),
    pasts: new Map(),
  };

  planFirstContacts(customers, draft);
  planMailings(customers, draft);
  while (draft.interactions.length < INTERACTION_COUNT) planPass(customers, draft);

  return {
    workspaceName: companyName,
    agents,
    organizations,
    customers: customers.map((customer) => ({
      ...customer,
      lifecycleStage: stageOfLife(customer, draft),
    })),
    interactions: draft.interactions
      .toSorted((one, other) => one.occurredAt.getTime() - other.occurredAt.getTime())
      .map((interaction, index) => ({
        externalId: `MV-I-${String(index + 1).padStart(5, '0')}`,
        ...interaction,
      })),
    openThreads: draft.openThreads,
    orders: [...draft.orders.values()].flat(),
  };
}

// Whoever was not known from the first day is known because of a first contact.
function planFirstContacts(customers: readonly PlannedCustomer[], draft: Draft): void {
  for (const customer of customers) {
    if (customer.createdAt.getTime() < draft.start.getTime() + HOUR_MS) continue;
    const firsts: ArcKey[] =
      customer.part === 'private' ? ['shopping', 'askedThenBought', 'talk'] : ['lead', 'browsing'];
    const possible = firsts.filter((key) => !isOnlyLooking(customer) || !leadsToOrder(key));
    playThread(draft.random.pick(possible), customer, customer.createdAt, draft);
  }
}

const MAILING_SHARE = 0.35;
const MAILING_HOUR = 10;
const MAILING_SPREAD_MS = 8 * MINUTE_MS;

function planMailings(customers: readonly PlannedCustomer[], draft: Draft): void {
  const { now, start, random } = draft;
  for (const { arc, month, day } of mailings) {
    const thisYear = Date.UTC(now.getUTCFullYear(), month - 1, day);
    const lastYear = Date.UTC(now.getUTCFullYear() - 1, month - 1, day);
    const midnight = thisYear < now.getTime() - DAY_MS ? thisYear : lastYear;
    if (midnight < start.getTime() + DAY_MS) continue;
    for (const customer of customers) {
      if (customer.createdAt.getTime() > midnight || !random.chance(MAILING_SHARE)) continue;
      playThread(arc, customer, mailingTime(midnight, customer, random), draft);
    }
  }
}

// Everyone gets it at ten by their own clock, give or take the time a mailing takes.
function mailingTime(midnight: number, { timeZone }: PlannedCustomer, random: Random): Date {
  const noon = new Date(midnight + DAY_MS / 2);
  const { minuteOfDay } = localTime(noon, timeZone);
  const ten = noon.getTime() + (MAILING_HOUR * 60 - minuteOfDay) * MINUTE_MS;
  const sent = new Date(ten + random.between(0, MAILING_SPREAD_MS));
  return momentWithinHours(sent, timeZone, 'office', random.fraction());
}

const THREADS_PER_PASS = 400;
// The firm grows a little over the year.
const GROWTH = 0.85;

// Threads begin in the order of time, so that a later one can speak of an earlier order.
function planPass(customers: readonly PlannedCustomer[], draft: Draft): void {
  const { random, start, now } = draft;
  const span = now.getTime() - start.getTime() - HOUR_MS;
  const begins = Array.from({ length: THREADS_PER_PASS }, () => random.fraction() ** GROWTH);
  for (const share of begins.toSorted((one, other) => one - other)) {
    if (draft.interactions.length >= INTERACTION_COUNT) return;
    const at = new Date(start.getTime() + HOUR_MS + share * span);
    const customer = chooseCustomer(customers, at, draft);
    const arc = chooseArc(customer, at, draft);
    if (arc) playThread(arc, customer, at, draft);
  }
}
