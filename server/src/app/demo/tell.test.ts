import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database.ts';
import { ensureFirstWorkspace } from '../../domains/identity/public.ts';
import { systemClock } from '../../kernel/clock.ts';
import { openDatabase, type OpenDatabase } from '../../platform/database.ts';
import { planStory } from './plan.ts';
import { startPulse } from './pulse.ts';
import type { Story } from './story.ts';
import { tellStory, type TellingDeps } from './tell.ts';

const now = new Date('2026-03-11T15:20:00.000Z');
const story = firstPeople(planStory(now), 40);

let testDatabase: TestDatabase;
let open: OpenDatabase;
let deps: TellingDeps;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  open = openDatabase(testDatabase.url);
  const { database } = open;
  const { workspaceId } = await ensureFirstWorkspace(database, {
    name: story.workspaceName,
    email: 'owner@rapport.example',
    ownerName: 'Owner',
    password: 'a long enough password',
    clock: () => now,
  });
  deps = { database, workspaceId, wakeSequencer() {} };
});

afterAll(async () => {
  await open.close();
  await testDatabase.drop();
});

describe('telling the story', () => {
  test('a telling that is killed half-way goes on, and each thing is told once', async () => {
    const stopHalfWay = (told: number, total: number) => {
      if (told > total / 2) throw new Error('killed');
    };

    await expect(tellStory(deps, story, stopHalfWay)).rejects.toThrow('killed');
    await tellStory(deps, story);

    const { database, workspaceId } = deps;
    const told = await database.interaction.findMany({ where: { workspaceId } });
    expect(told).toHaveLength(story.interactions.length);
    expect(new Set(told.map(({ externalId }) => externalId))).toEqual(
      new Set(story.interactions.map(({ externalId }) => externalId)),
    );
    expect(await database.customer.count()).toBe(40);
    expect(await database.organization.count()).toBe(40);
    expect(await database.membership.count()).toBe(story.agents.length);
  });

  test('everything has the time at which it happened', async () => {
    const { database } = deps;
    const planned = new Map(story.interactions.map((one) => [one.externalId, one.occurredAt]));
    const times = new Map(story.customers.map((one) => [one.externalId, one.createdAt]));

    const interactions = await database.interaction.findMany();
    const customers = await database.customer.findMany();

    for (const { externalId, occurredAt } of interactions) {
      expect(occurredAt).toEqual(planned.get(externalId ?? ''));
    }
    for (const { externalId, createdAt } of customers) {
      expect(createdAt).toEqual(times.get(externalId ?? ''));
    }
  });

  test('a second telling changes nothing', async () => {
    const before = await deps.database.outbox.count();

    await tellStory(deps, story);

    expect(await deps.database.outbox.count()).toBe(before);
  });
});

describe('the pulse', () => {
  test('logs one interaction after the other and stops when it is told to', async () => {
    const stop = new AbortController();
    const isEnough = enough(PULSES, () => stop.abort());

    await startPulse(
      { ...deps, wakeSequencer: isEnough, clock: systemClock, log: quiet, pauseMs: [1, 2] },
      story,
      stop.signal,
    );

    expect(await pulsed()).toBe(PULSES);
  });

  test('passes over what cannot be logged, and tells the log of it', async () => {
    const warnings: unknown[] = [];
    const stop = new AbortController();
    const warn = (...told: unknown[]) => {
      warnings.push(told);
      if (warnings.length === 3) stop.abort();
    };

    await startPulse(
      { ...deps, workspaceId: NOWHERE, clock: systemClock, log: { warn }, pauseMs: [1, 2] },
      story,
      stop.signal,
    );

    expect(warnings).toHaveLength(3);
    expect(await pulsed()).toBe(PULSES);
  });
});

const PULSES = 5;
const NOWHERE = '00000000-0000-7000-8000-000000000000';
const quiet = { warn() {} };

function enough(times: number, then: () => void): () => void {
  let count = 0;
  return () => {
    count += 1;
    if (count === times) then();
  };
}

function pulsed(): Promise<number> {
  return deps.database.interaction.count({ where: { externalId: { startsWith: 'MV-P-' } } });
}

// The whole story takes seconds to tell; a part of its people with all that happens to them is like it.
function firstPeople(whole: Story, count: number): Story {
  const customers = whole.customers.slice(0, count);
  const known = new Set(customers.map(({ externalId }) => externalId));
  const isKnown = (one: { readonly customerExternalId: string }) =>
    known.has(one.customerExternalId);
  return {
    ...whole,
    customers,
    interactions: whole.interactions.filter(isKnown),
    openThreads: whole.openThreads.filter(isKnown),
  };
}
