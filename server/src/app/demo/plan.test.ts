import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { DAY_MS, localTime } from './local-time.ts';
import { planStory, STORY_DAYS } from './plan.ts';

const now = new Date('2026-03-11T15:20:00.000Z');
const story = planStory(now);
const customers = new Map(story.customers.map((customer) => [customer.externalId, customer]));

function customerOf(externalId: string) {
  const customer = customers.get(externalId);
  if (!customer) throw new Error(`There is no customer ${externalId}.`);
  return customer;
}

describe('the story as a whole', () => {
  test('is the same for the same time and seed, and another for another seed', () => {
    expect(planStory(now)).toEqual(story);
    expect(planStory(now, 2).interactions).not.toEqual(story.interactions);
  });

  test('has the promised size, whatever day it is', () => {
    for (const day of [now, new Date('2026-12-31T23:30:00Z'), new Date('2028-02-29T04:00:00Z')]) {
      const { agents, organizations, customers: people, interactions } = planStory(day);

      expect(agents).toHaveLength(9);
      expect(organizations).toHaveLength(40);
      expect(people).toHaveLength(400);
      expect(interactions).toHaveLength(6_000);
    }
  });

  test('runs from the first day to now, in order', () => {
    const times = story.interactions.map(({ occurredAt }) => occurredAt.getTime());

    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times[0]).toBeGreaterThan(now.getTime() - STORY_DAYS * DAY_MS);
    expect(times.at(-1)).toBeLessThan(now.getTime());
    expect(times.at(-1)).toBeGreaterThan(now.getTime() - 2 * DAY_MS);
  });

  test('leaves arcs open for the pulse to go on with', () => {
    expect(story.openThreads.length).toBeGreaterThan(5);
    for (const { remaining } of story.openThreads) expect(remaining).not.toHaveLength(0);
  });

  test('is lively with a few customers and quiet with most', () => {
    const counts = [...Map.groupBy(story.interactions, (one) => one.customerExternalId).values()]
      .map(({ length }) => length)
      .toSorted((one, other) => other - one);

    expect(counts[0]).toBeGreaterThan(80);
    expect(counts[counts.length >> 1]).toBeLessThan(15);
  });

  test('has customers at every stage of life and things on every channel', () => {
    const stages = new Set(story.customers.map(({ lifecycleStage }) => lifecycleStage));
    const channels = new Set(story.interactions.map(({ channel }) => channel));

    expect(stages.size).toBe(6);
    expect(channels.size).toBe(11);
  });
});

describe('people', () => {
  test('nobody shares an e-mail address, a phone number or an external id', () => {
    const emails = story.customers.flatMap(({ email, otherEmails }) => [email, ...otherEmails]);
    const people = story.customers.length;

    expect(new Set(emails).size).toBe(emails.length);
    expect(new Set(story.customers.map(({ phone }) => phone)).size).toBe(people);
    expect(customers.size).toBe(people);
  });

  test('no address can reach anybody', () => {
    const addresses = [
      ...story.agents.map(({ email }) => email),
      ...story.customers.flatMap(({ email, otherEmails }) => [email, ...otherEmails]),
      ...story.organizations.map(({ domain }) => `info@${domain}`),
    ];

    expect(addresses.filter((one) => !/^[a-z.]+@[a-z-]+\.example$/.test(one))).toEqual([]);
  });

  test('every phone number is a valid one of its country', () => {
    const invalid = story.customers.filter(({ phone }) => !isValidPhoneNumber(phone));

    expect(invalid).toEqual([]);
  });

  test('whatever is referred to is there', () => {
    const agents = new Set(story.agents.map(({ key }) => key));
    const organizations = new Set(story.organizations.map(({ externalId }) => externalId));
    const isMissing = (known: Set<string>, one: string | undefined) => one && !known.has(one);

    const lost = [
      ...story.organizations.filter((one) => isMissing(organizations, one.parentExternalId)),
      ...story.customers.filter((one) => isMissing(organizations, one.organizationExternalId)),
      ...story.customers.filter((one) => isMissing(agents, one.ownerKey)),
      ...story.interactions.filter((one) => isMissing(agents, one.agentKey)),
      ...story.interactions.filter((one) => !customers.has(one.customerExternalId)),
    ];

    expect(lost).toEqual([]);
  });

  test('a parent stands before its subsidiaries, so that they can be told in order', () => {
    const places = new Map(story.organizations.map(({ externalId }, place) => [externalId, place]));

    const tooLate = story.organizations.filter(
      ({ parentExternalId }, place) => (places.get(parentExternalId ?? '') ?? -1) >= place,
    );

    expect(tooLate).toEqual([]);
  });

  test('each is looked after by somebody who speaks the language', () => {
    const agents = new Map(story.agents.map((agent) => [agent.key, agent]));
    for (const { ownerKey, language } of story.customers) {
      expect(agents.get(ownerKey)?.languages).toContain(language);
    }
  });
});

describe('what happens', () => {
  test('nothing happens with a customer before the customer is known', () => {
    const early = story.interactions.filter(
      ({ customerExternalId, occurredAt }) => occurredAt < customerOf(customerExternalId).createdAt,
    );

    expect(early).toEqual([]);
  });

  test('nobody is called, visited or texted at night or on a Sunday', () => {
    const reached = ['CALL', 'MEETING', 'CHAT'];
    const rude = story.interactions.filter(({ channel, customerExternalId, occurredAt }) => {
      const { timeZone } = customerOf(customerExternalId);
      const { minuteOfDay, weekday } = localTime(occurredAt, timeZone);
      if (reached.includes(channel) && (weekday === 0 || weekday === 6)) return true;
      const [from, to] = reached.includes(channel) ? [9, 18] : [7, 23];
      return minuteOfDay < from * 60 || minuteOfDay > to * 60;
    });

    expect(rude).toEqual([]);
  });

  test('no order, quote, ticket or invoice is spoken of before it exists, nor by somebody else', () => {
    const accounts = new Map<string, string>();
    const wrong: string[] = [];
    for (const { subject, body, customerExternalId, channel, occurredAt } of story.interactions) {
      const customer = customerOf(customerExternalId);
      const account = customer.organizationExternalId ?? customer.externalId;
      for (const [number, kind, day] of `${subject} ${body}`.matchAll(NUMBER)) {
        const isNew = !accounts.has(number);
        const isBirth = channel === givenOutOn[kind ?? ''] && day === dayOf(occurredAt);
        if (isNew ? !isBirth : accounts.get(number) !== account)
          wrong.push(`${number}: ${subject}`);
        accounts.set(number, account);
      }
    }

    expect(wrong).toEqual([]);
    expect(accounts.size).toBeGreaterThan(800);
  });

  test('each customer is spoken to in the customer’s own language', () => {
    const script = /[\u0C00-\u0C7F]/;
    const spoken = story.interactions.filter(({ direction }) => direction !== 'INTERNAL');
    for (const { customerExternalId, subject, body } of spoken) {
      expect(script.test(subject + body)).toBe(customerOf(customerExternalId).language === 'te');
    }
    const languages = new Set(story.customers.map(({ language }) => language));
    expect([...languages].toSorted()).toEqual(['de', 'en', 'es', 'fr', 'id', 'nl', 'te', 'tr']);
  });

  test('a page of one customer does not repeat itself', () => {
    const heard = Map.groupBy(story.interactions, (one) => `${one.customerExternalId} ${one.body}`);
    const mostOften = Math.max(...[...heard.values()].map(({ length }) => length));

    expect(heard.size / story.interactions.length).toBeGreaterThan(0.95);
    expect(mostOften).toBeLessThan(8);
  });

  test('texts are filled in, and as long as people write', () => {
    for (const { subject, body } of story.interactions) {
      expect(`${subject}${body}`).not.toMatch(/[{}|]|undefined|NaN/);
      expect(subject.length).toBeLessThan(90);
      expect(body.length).toBeGreaterThan(15);
      expect(body.length).toBeLessThan(500);
    }
  });
});

const NUMBER = /\b(MV|Q|T|INV)-(\d{6})-\d{4}/g;
const givenOutOn: Record<string, string> = { MV: 'ORDER', Q: 'EMAIL', T: 'TICKET', INV: 'EMAIL' };

function dayOf(at: Date): string {
  return at.toISOString().slice(2, 10).replaceAll('-', '');
}
