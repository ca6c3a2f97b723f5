import { beans, grinders, machines, type Priced, shopItems } from './data/products.ts';
import { DAY_MS, momentWithinHours } from './local-time.ts';
import { answeredBy, type MomentKey, momentOf, type NoteKey, type SpokenKey } from './moments.ts';
import { notes } from './phrases/notes.ts';
import type { Phrasebook } from './phrases/phrasebook.ts';
import { phrasebooks } from './phrases/phrasebooks.ts';
import type { Random } from './random.ts';
import type { Facts, PlannedAgent, PlannedCustomer } from './story.ts';

export interface Occasion {
  readonly moment: MomentKey;
  readonly customer: PlannedCustomer;
  readonly agent: PlannedAgent;
  readonly facts: Facts;
  readonly at: Date;
}

export interface Text {
  readonly subject: string;
  readonly body: string;
}

/** Which phrase a customer heard last, so that each is used once before any is used again. */
export type Turns = Map<string, number>;

const ASIDE_CHANCE = 0.5;
const TRAINING_FEE = 280;
const DAYS_AHEAD: Partial<Record<MomentKey, number>> = { installCall: 6, reviewInvite: 9 };
const DAYS_AHEAD_USUALLY = 3;
// What ends something, or stands for itself, is not followed by small talk.
const withoutAside = new Set<MomentKey>([
  'thanks',
  'cancelNotice',
  'quoteDeclined',
  'campaignReply',
  'missedCall',
  'orderShop',
]);

export function writeText(occasion: Occasion, turns: Turns, random: Random): Text {
  const { moment, customer, facts } = occasion;
  const phrase = phraseFor(moment, customer, turns);
  const [subject = '', core = ''] = phrase.split(' | ');
  const aside = asideFor(occasion, turns, random);
  const body = aside ? `${core} ${aside}` : core;
  const values = valuesFor(occasion);
  const speaksOf = (text: string) => fill(text, { ...values, ...facts.numbers });
  return {
    subject: speaksOf(subject),
    body:
      momentOf(moment).channel === 'EMAIL'
        ? letter(occasion, speaksOf(body), turns)
        : speaksOf(body),
  };
}

function phraseFor(moment: MomentKey, customer: PlannedCustomer, turns: Turns): string {
  const key = `${customer.externalId} ${moment}`;
  const answered = turns.get(`${customer.externalId} ${answeredBy(moment)}`);
  if (answered !== undefined) turns.set(key, answered - 1);
  return inTurn(phrasesOf(moment, customer), key, turns);
}

function phrasesOf(moment: MomentKey, customer: PlannedCustomer): readonly string[] {
  return isNote(moment) ? notes[moment] : phrasebooks[customer.language].moments[asSpoken(moment)];
}

function isNote(moment: MomentKey): moment is NoteKey {
  return moment in notes;
}

function asSpoken(moment: MomentKey): SpokenKey {
  if (isNote(moment)) throw new Error(`${moment} is a note.`);
  return moment;
}

function asideFor(
  { moment, customer }: Occasion,
  turns: Turns,
  random: Random,
): string | undefined {
  const kind = asideKind(moment);
  if (!kind || !random.chance(ASIDE_CHANCE)) return undefined;
  return inTurn(
    phrasebooks[customer.language].asides[kind],
    `${customer.externalId} ${kind}`,
    turns,
  );
}

function asideKind(moment: MomentKey): keyof Phrasebook['asides'] | undefined {
  if (withoutAside.has(moment)) return undefined;
  const { channel, direction } = momentOf(moment);
  if (channel === 'EMAIL') return direction === 'INBOUND' ? 'written' : 'sent';
  if (channel === 'CALL') return 'call';
  if (channel === 'ORDER') return 'order';
  return channel === 'WEB' ? 'web' : undefined;
}

function letter({ moment, customer, agent }: Occasion, body: string, turns: Turns): string {
  const { fromUs, toUs } = phrasebooks[customer.language];
  const isToUs = momentOf(moment).direction === 'INBOUND';
  const key = `${customer.externalId} ${isToUs ? 'toUs' : 'fromUs'}`;
  const [greeting, farewell] = inTurn(isToUs ? toUs : fromUs, key, turns);
  const [agentGivenName = agent.name] = agent.name.split(' ');
  const names = {
    given: customer.givenName,
    name: customer.name,
    agent: isToUs ? agentGivenName : agent.name,
  };
  return `${fill(greeting, names)}\n\n${body}\n\n${fill(farewell, names)}`;
}

function inTurn<T>(choices: readonly T[], key: string, turns: Turns): T {
  const turn = turns.get(key) ?? firstTurn(key);
  turns.set(key, turn + 1);
  const choice = choices[turn % choices.length];
  if (choice === undefined) throw new Error(`There is no phrase for ${key}.`);
  return choice;
}

// Customers begin at different phrases.
function firstTurn(key: string): number {
  let sum = 0;
  for (const character of key) sum += character.codePointAt(0) ?? 0;
  return sum;
}

function valuesFor({ moment, customer, agent, facts, at }: Occasion): Record<string, string> {
  const money = moneyFormat(customer);
  return {
    given: customer.givenName,
    name: customer.name,
    agent: agent.name,
    machine: facts.machine,
    grinder: facts.grinder,
    beans: facts.beans,
    item: facts.item,
    kilos: String(facts.kilos),
    units: String(facts.units),
    amount: money.format(amountOf(moment, facts)),
    fee: money.format(TRAINING_FEE),
    day: dayAhead(at, DAYS_AHEAD[moment] ?? DAYS_AHEAD_USUALLY, customer),
  };
}

function amountOf(moment: MomentKey, facts: Facts): number {
  if (moment === 'orderBeans') return facts.kilos * priceOf(facts.beans, beans);
  if (moment === 'orderShop') return facts.units * priceOf(facts.item, shopItems);
  return facts.units * (priceOf(facts.machine, machines) + priceOf(facts.grinder, grinders));
}

function priceOf(name: string, list: readonly Priced[]): number {
  return list.find((product) => product.name === name)?.price ?? 0;
}

function moneyFormat({ country, locale }: PlannedCustomer): Intl.NumberFormat {
  return cached(numberFormats, locale, () => {
    const currency = currencies[country] ?? 'EUR';
    return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 });
  });
}

function dayAhead(at: Date, days: number, { locale, timeZone }: PlannedCustomer): string {
  const format = cached(dayFormats, `${locale} ${timeZone}`, () => {
    const parts = { weekday: 'long', day: 'numeric', month: 'long', timeZone } as const;
    return new Intl.DateTimeFormat(locale, parts);
  });
  const later = new Date(at.getTime() + days * DAY_MS);
  return format.format(momentWithinHours(later, timeZone, 'office', 0));
}

const currencies: Readonly<Record<string, string>> = { GB: 'GBP', US: 'USD', ID: 'USD', IN: 'USD' };
const numberFormats = new Map<string, Intl.NumberFormat>();
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function cached<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key) ?? make();
  cache.set(key, known);
  return known;
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Nothing is known of {${name}} in “${text}”.`);
    return value;
  });
}
