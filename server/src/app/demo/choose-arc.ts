import { type ArcKey, arcKeys, arcOf } from './arcs.ts';
import { type Draft, isOrder, orderFor, pastOf } from './draft.ts';
import { CUSTOMER_COUNT } from './people.ts';
import type { PlannedCustomer } from './story.ts';

const FLATTEST_RANKS = 8;
const SKEW = 0.85;
const FEWER_FOR_PRIVATE = 0.5;

/** Picks somebody to whom something happens; the lively ones far more often than the others. */
export function chooseCustomer(
  customers: readonly PlannedCustomer[],
  at: Date,
  draft: Draft,
): PlannedCustomer {
  return draft.random.pickWeighted(customers, (customer) =>
    isActive(customer, at, draft) ? livelinessOf(customer) : 0,
  );
}

function isActive(customer: PlannedCustomer, at: Date, draft: Draft): boolean {
  return customer.createdAt < at && at.getTime() < pastOf(customer, draft).leftAt;
}

// A Zipf-like law: a few are in touch all the time, most now and then.
function livelinessOf(customer: PlannedCustomer): number {
  const rank = (numberOf(customer) * SHUFFLING_PRIME) % CUSTOMER_COUNT;
  return (customer.part === 'private' ? FEWER_FOR_PRIVATE : 1) / (rank + FLATTEST_RANKS) ** SKEW;
}

// Shares no factor with the number of customers, so each gets a rank of its own.
const SHUFFLING_PRIME = 149;

function numberOf({ externalId }: PlannedCustomer): number {
  return Number(externalId.slice(-4));
}

/** Picks what happens to a customer; undefined when nothing fits. */
export function chooseArc(customer: PlannedCustomer, at: Date, draft: Draft): ArcKey | undefined {
  const possible = arcKeys.filter((key) => {
    const { weights, needs } = arcOf(key);
    if (!weights[customer.part]) return false;
    if (isOnlyLooking(customer) && leadsToOrder(key)) return false;
    if (key === 'farewell' && pastOf(customer, draft).lastAt > at.getTime()) return false;
    return !needs || orderFor(arcOf(key), customer, at, draft) !== undefined;
  });
  if (possible.length === 0) return undefined;
  return draft.random.pickWeighted(possible, (key) => arcOf(key).weights[customer.part] ?? 0);
}

const ONLY_LOOKING_EVERY = 5;

/** Not everyone buys; these stay leads and prospects. */
export function isOnlyLooking(customer: PlannedCustomer): boolean {
  return numberOf(customer) % ONLY_LOOKING_EVERY === 0;
}

export function leadsToOrder(key: ArcKey): boolean {
  return arcOf(key).steps.some(({ moment }) => isOrder(moment));
}
