import { type Arc, arcOf, type ArcKey } from './arcs.ts';
import { beans, grinders, machines, shopItems } from './data/products.ts';
import { HOUR_MS, momentWithinHours } from './local-time.ts';
import { type Moment, type MomentKey, momentOf, type NumberKind } from './moments.ts';
import type { Random } from './random.ts';
import type {
  Facts,
  PlannedAgent,
  PlannedCustomer,
  PlannedInteraction,
  PlannedParticipant,
  Thread,
} from './story.ts';
import { type Turns, writeText } from './write-text.ts';

/** Who may appear, and what has been said to whom. One per telling; `turns` and `taken` grow. */
export interface Stage {
  readonly customers: ReadonlyMap<string, PlannedCustomer>;
  readonly colleagues: ReadonlyMap<string, readonly PlannedCustomer[]>;
  readonly agents: ReadonlyMap<string, PlannedAgent>;
  readonly turns: Turns;
  /** Order, quote, ticket and invoice numbers given out. */
  readonly taken: Set<string>;
}

export function prepareStage(
  customers: readonly PlannedCustomer[],
  agents: readonly PlannedAgent[],
): Stage {
  return {
    customers: new Map(customers.map((customer) => [customer.externalId, customer])),
    colleagues: Map.groupBy(
      customers,
      ({ organizationExternalId }) => organizationExternalId ?? '',
    ),
    agents: new Map(agents.map((agent) => [agent.key, agent])),
    turns: new Map(),
    taken: new Set(),
  };
}

const OWNER_TAKES_IT = 0.75;

export function beginThread(
  key: ArcKey,
  customer: PlannedCustomer,
  stage: Stage,
  random: Random,
  earlier?: Facts,
): Thread {
  const speakers = [...stage.agents.values()].filter(({ languages, role }) =>
    role === 'OWNER' ? false : languages.includes(customer.language),
  );
  return {
    customerExternalId: customer.externalId,
    agentKey: random.chance(OWNER_TAKES_IT) ? customer.ownerKey : random.pick(speakers).key,
    facts: earlier ?? inventFacts(random),
    remaining: chooseSteps(arcOf(key), random),
  };
}

function chooseSteps(arc: Arc, random: Random): Arc['steps'] {
  let didLast = true;
  return arc.steps.filter((step) => {
    const isPossible = didLast || !step.answers;
    didLast = isPossible && random.chance(step.chance ?? 1);
    return didLast;
  });
}

function inventFacts(random: Random): Facts {
  return {
    machine: random.pick(machines).name,
    grinder: random.pick(grinders).name,
    beans: random.pick(beans).name,
    item: random.pick(shopItems).name,
    kilos: random.pick([5, 6, 8, 10, 10, 12, 15, 20, 24, 30, 40]),
    units: random.pick([1, 1, 1, 2, 2, 3]),
    numbers: {},
  };
}

/** When the thread's next step can happen, `before` being when its last one did. */
export function nextStepAt(thread: Thread, before: Date, stage: Stage, random: Random): Date {
  const [step] = thread.remaining;
  if (!step) return before;
  const [fewest, most] = step.after;
  const hours = fewest + (most - fewest) * random.fraction();
  const { timeZone } = customerOf(thread, stage);
  const earliest = new Date(before.getTime() + Math.round(hours * HOUR_MS));
  return momentWithinHours(earliest, timeZone, momentOf(step.moment).hours, random.fraction());
}

export interface Played {
  readonly interaction: Omit<PlannedInteraction, 'externalId'>;
  readonly moment: MomentKey;
  /** The thread after this step. */
  readonly thread: Thread;
}

/** Plays the thread's next step at that moment. The thread has one. */
export function playStep(thread: Thread, at: Date, stage: Stage, random: Random): Played {
  const [step, ...remaining] = thread.remaining;
  if (!step) throw new Error('The thread has ended.');
  const customer = customerOf(thread, stage);
  const agent = stage.agents.get(thread.agentKey);
  if (!agent) throw new Error(`There is no agent ${thread.agentKey}.`);

  const moment = momentOf(step.moment);
  const facts = moment.mints ? withNumber(thread.facts, moment.mints, at, stage) : thread.facts;
  const occasion = { moment: step.moment, customer, agent, facts, at };
  const text = writeText(occasion, stage.turns, random);
  const participants = companyOf(moment, customer, stage, random);
  return {
    interaction: {
      customerExternalId: customer.externalId,
      ...(hasAgent(step.moment, moment) && { agentKey: agent.key }),
      channel: moment.channel,
      direction: moment.direction,
      ...text,
      occurredAt: at,
      ...(moment.durationSeconds && { durationSeconds: random.between(...moment.durationSeconds) }),
      ...(participants.length > 0 && { participants }),
    },
    moment: step.moment,
    thread: { ...thread, facts, remaining },
  };
}

function customerOf(thread: Thread, stage: Stage): PlannedCustomer {
  const customer = stage.customers.get(thread.customerExternalId);
  if (!customer) throw new Error(`There is no customer ${thread.customerExternalId}.`);
  return customer;
}

// Visits, orders, mailings and parcel messages happen by themselves.
function hasAgent(key: MomentKey, { channel, direction }: Moment): boolean {
  if (channel === 'SMS') return key === 'visitReminder';
  if (channel === 'SOCIAL') return direction === 'OUTBOUND';
  return !['WEB', 'ORDER', 'CAMPAIGN'].includes(channel);
}

const COMPANY_CHANCE = 0.35;

function companyOf(
  moment: Moment,
  customer: PlannedCustomer,
  stage: Stage,
  random: Random,
): PlannedParticipant[] {
  if (!moment.mayHaveCompany || !customer.organizationExternalId) return [];
  const others = (stage.colleagues.get(customer.organizationExternalId) ?? []).filter(
    ({ externalId }) => externalId !== customer.externalId,
  );
  if (others.length === 0 || !random.chance(COMPANY_CHANCE)) return [];
  const { name, email } = random.pick(others);
  return [{ role: moment.channel === 'EMAIL' ? 'CC' : 'ATTENDEE', name, address: email }];
}

const prefixes = { order: 'MV', quote: 'Q', ticket: 'T', invoice: 'INV' } as const;
const NUMBERS_PER_DAY = 10_000;
const DAY_SECONDS = 86_400;

// A number tells its day, so it needs no counter that outlives a restart.
function withNumber(facts: Facts, kind: NumberKind, at: Date, stage: Stage): Facts {
  const day = at.toISOString().slice(2, 10).replaceAll('-', '');
  const secondOfDay = Math.floor(at.getTime() / 1000) % DAY_SECONDS;
  let count = Math.floor((secondOfDay / DAY_SECONDS) * NUMBERS_PER_DAY);
  const numberFor = () => `${prefixes[kind]}-${day}-${String(count).padStart(4, '0')}`;
  while (stage.taken.has(numberFor())) count += 1;
  stage.taken.add(numberFor());
  return { ...facts, numbers: { ...facts.numbers, [kind]: numberFor() } };
}
