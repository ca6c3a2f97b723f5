import type { LifecycleStage } from '@rapport/prisma';
import { type Arc, type ArcKey, arcOf } from './arcs.ts';
import { DAY_MS } from './local-time.ts';
import type { MomentKey } from './moments.ts';
import type { Random } from './random.ts';
import type { Facts, Order, PlannedCustomer, PlannedInteraction, Story, Thread } from './story.ts';
import { beginThread, nextStepAt, playStep, prepareStage, type Stage } from './threads.ts';

/** A story while it is being planned; grows as threads are played. */
export interface Draft {
  readonly stage: Stage;
  readonly random: Random;
  readonly start: Date;
  readonly now: Date;
  /** How many interactions the story has when it is full. */
  readonly size: number;
  readonly interactions: Omit<PlannedInteraction, 'externalId'>[];
  readonly openThreads: Thread[];
  /** What each account has ordered: the organisation's orders, or the private customer's. */
  readonly orders: Map<string, Order[]>;
  /** What has happened to each customer. */
  readonly pasts: Map<string, Past>;
}

interface Past {
  readonly moments: Set<MomentKey>;
  orderCount: number;
  /** When the last thing happened, mailings aside. */
  lastAt: number;
  /** When the customer said goodbye. */
  leftAt: number;
}

/** Takes a told story up again, to plan what happens after it. Nobody leaves any more. */
export function reopenDraft(story: Story, random: Random): Draft {
  const { customers, agents, interactions, openThreads, orders } = story;
  const end = interactions.at(-1)?.occurredAt ?? new Date(0);
  const byAccount = Map.groupBy(orders, ({ account }) => account);
  return {
    stage: prepareStage(customers, agents),
    random,
    start: end,
    now: end,
    size: 0,
    interactions: [],
    openThreads: [...openThreads],
    orders: byAccount,
    pasts: new Map(
      customers.map(({ externalId, lifecycleStage }) => [
        externalId,
        {
          moments: new Set(),
          orderCount: 0,
          lastAt: Infinity,
          leftAt: lifecycleStage === 'CHURNED' ? -Infinity : Infinity,
        },
      ]),
    ),
  };
}

/** Plays a thread until `now`, when what is left of it stays open, or until the story is full. */
export function playThread(
  key: ArcKey,
  customer: PlannedCustomer,
  begin: Date,
  draft: Draft,
): void {
  const { stage, random, now } = draft;
  const earlier = orderFor(arcOf(key), customer, begin, draft)?.facts;
  let thread = beginThread(key, customer, stage, random, earlier);
  let at = begin;
  while (thread.remaining.length > 0 && draft.interactions.length < draft.size) {
    at = nextStepAt(thread, at, stage, random);
    if (at >= now) {
      draft.openThreads.push(thread);
      return;
    }
    const played = playStep(thread, at, stage, random);
    thread = played.thread;
    draft.interactions.push(played.interaction);
    remember(customer, played.moment, thread.facts, at, draft);
  }
}

export function pastOf({ externalId }: PlannedCustomer, draft: Draft): Past {
  const past = draft.pasts.get(externalId) ?? {
    moments: new Set(),
    orderCount: 0,
    lastAt: -Infinity,
    leftAt: Infinity,
  };
  draft.pasts.set(externalId, past);
  return past;
}

/** Takes note of what has happened, so that what follows can fit to it. */
export function remember(
  customer: PlannedCustomer,
  moment: MomentKey,
  facts: Facts,
  at: Date,
  draft: Draft,
): void {
  const past = pastOf(customer, draft);
  past.moments.add(moment);
  if (!moment.startsWith('campaign')) past.lastAt = Math.max(past.lastAt, at.getTime());
  if (moment === 'cancelNotice') past.leftAt = at.getTime();
  if (!isOrder(moment)) return;
  past.orderCount += 1;
  const account = accountOf(customer);
  const order = { account, at, isMachine: moment === 'orderMachine', facts };
  draft.orders.set(account, [...(draft.orders.get(account) ?? []), order]);
}

export function isOrder(moment: MomentKey): boolean {
  return moment === 'orderMachine' || moment === 'orderBeans' || moment === 'orderShop';
}

function accountOf({ organizationExternalId, externalId }: PlannedCustomer): string {
  return organizationExternalId ?? externalId;
}

const SETTLED_AFTER_DAYS = 4;
const RECENT_DAYS = 21;

/** The latest order of the customer's account that the arc can speak of, if it speaks of one. */
export function orderFor(
  { needs }: Arc,
  customer: PlannedCustomer,
  at: Date,
  { orders }: Draft,
): Order | undefined {
  if (!needs) return undefined;
  const isFit = (order: Order) => {
    const ageDays = (at.getTime() - order.at.getTime()) / DAY_MS;
    if (ageDays < SETTLED_AFTER_DAYS) return false;
    if (needs === 'machineOrder') return order.isMachine;
    return needs === 'order' || ageDays < RECENT_DAYS;
  };
  const fit = (orders.get(accountOf(customer)) ?? []).filter(isFit);
  return fit.toSorted((one, other) => one.at.getTime() - other.at.getTime()).at(-1);
}

const CHAMPION_ORDERS = 6;
const saysInterest: readonly MomentKey[] = [
  'chatMachine',
  'chatBeans',
  'webMachine',
  'noteLead',
  'trainingRequest',
  'campaignReply',
];

/** Where the customer stands at the end of the story. */
export function stageOfLife(customer: PlannedCustomer, draft: Draft): LifecycleStage {
  const { moments, orderCount, leftAt } = pastOf(customer, draft);
  if (leftAt < Infinity) return 'CHURNED';
  if (orderCount >= CHAMPION_ORDERS) return 'CHAMPION';
  if (orderCount > 0) return 'CUSTOMER';
  if (moments.has('quote')) return 'PROSPECT';
  const worksForCustomer = customer.part === 'barista' || customer.part === 'accounts';
  if (worksForCustomer && draft.orders.has(accountOf(customer))) return 'CUSTOMER';
  return saysInterest.some((moment) => moments.has(moment)) ? 'LEAD' : 'SUBSCRIBER';
}
