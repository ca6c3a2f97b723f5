import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../server/src/kernel/ids.ts';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { localDay, spanStart } from '../support/local-calendar.ts';
import { bootServer, type TestServer } from '../support/server.ts';

const HOUR = 3_600_000;

interface Span {
  readonly occurredAt: {
    readonly startOn: string;
    readonly startAt: string;
    readonly endAt: string;
  };
  readonly aggregate: { readonly count: number };
}

interface Answer {
  readonly interactions: {
    readonly groups: {
      readonly totalCount: number;
      readonly otherCount: number;
      readonly nodes: Span[];
    };
  };
}

let server: TestServer;
let sql: Client;

beforeAll(async () => {
  server = await bootServer();
  sql = new Client({ connectionString: server.databaseUrl });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await server.stop();
});

/** A customer with an interaction at each of these instants; answers its key. */
async function customerWith(instants: readonly number[]): Promise<string> {
  const { database } = server.services;
  const workspaceId = server.workspace.id;
  const customerId = newId();
  await database.customer.create({ data: { id: customerId, workspaceId, name: 'Ada' } });
  await database.interaction.createMany({
    data: instants.map((time) => ({
      id: newId(),
      workspaceId,
      customerId,
      channel: 'CALL' as const,
      direction: 'INBOUND' as const,
      occurredAt: new Date(time),
    })),
  });
  return customerId;
}

async function spansOf(customerId: string, interval: string, timeZone: string): Promise<Span[]> {
  const { data, errors } = await server.graphql<Answer>(
    `query ($id: ID!, $by: InteractionGroupBy!) { interactions(filter: { customerId: { eq: $id } }) {
      groups(by: $by, first: 100) { totalCount otherCount nodes {
        occurredAt { startOn startAt endAt } aggregate { count } } } } }`,
    { id: globalId('Customer', customerId), by: { occurredAt: { interval, timeZone } } },
  );
  expect(errors).toBeUndefined();
  const { nodes, totalCount, otherCount } = data.interactions.groups;
  expect([totalCount, otherCount]).toEqual([nodes.length, 0]);
  return nodes;
}

const hoursOf = ({ occurredAt: { startAt, endAt } }: Span) =>
  (Date.parse(endAt) - Date.parse(startAt)) / HOUR;

/** Every 20 minutes of some days, a little off the full hour. */
const steadily = (from: string, days: number) =>
  Array.from({ length: days * 72 }, (_, n) => Date.parse(from) + (n * HOUR) / 3 + 1_000);

const changes = [
  ['Europe/Berlin', 'spring', '2026-03-27T00:00:00Z', '2026-03-29', 23],
  ['Europe/Berlin', 'autumn', '2026-10-23T00:00:00Z', '2026-10-25', 25],
  ['America/New_York', 'spring', '2026-03-06T00:00:00Z', '2026-03-08', 23],
  ['America/New_York', 'autumn', '2026-10-30T00:00:00Z', '2026-11-01', 25],
  ['Europe/Istanbul', 'the last spring', '2016-03-25T00:00:00Z', '2016-03-27', 23],
  [
    'Europe/Istanbul',
    'the autumn in which no clock went back',
    '2016-10-28T00:00:00Z',
    '2016-10-30',
    24,
  ],
  ['Australia/Lord_Howe', 'half an hour', '2026-04-03T00:00:00Z', '2026-04-05', 24.5],
  ['America/Havana', 'midnight comes twice', '2026-10-30T00:00:00Z', '2026-11-01', 25],
  ['Asia/Beirut', 'midnight does not come', '2026-03-27T00:00:00Z', '2026-03-29', 23],
  [
    'America/Nuuk',
    'the hour before midnight comes twice',
    '2026-10-22T00:00:00Z',
    '2026-10-24',
    25,
  ],
  ['Pacific/Apia', 'a day is left out', '2011-12-28T00:00:00Z', '2011-12-30', 0],
] as const;

describe('days where clocks change', () => {
  test.for(changes)('%s, %s', async ([timeZone, , from, day, hours]) => {
    const instants = steadily(from, 5);

    const spans = await spansOf(await customerWith(instants), 'DAY', timeZone);

    const byDay = Map.groupBy(instants, (time) => localDay(time, timeZone));
    for (const { occurredAt, aggregate } of spans) {
      expect([occurredAt.startOn, aggregate.count]).toEqual([
        occurredAt.startOn,
        byDay.get(occurredAt.startOn)?.length ?? 0,
      ]);
      const within = instants.filter(
        (time) => time >= Date.parse(occurredAt.startAt) && time < Date.parse(occurredAt.endAt),
      );
      expect([occurredAt.startOn, within.length]).toEqual([occurredAt.startOn, aggregate.count]);
    }
    expect(spans.reduce((sum, { aggregate }) => sum + aggregate.count, 0)).toBe(instants.length);
    const changed = spans.find(({ occurredAt }) => occurredAt.startOn === day)!;
    expect(hoursOf(changed)).toBe(hours);
    // No instant is between two days, and none in both.
    const begins = spans.map(({ occurredAt }) => occurredAt.startAt);
    const ends = spans.map(({ occurredAt }) => occurredAt.endAt);
    expect(ends.slice(1)).toEqual(begins.slice(0, -1));
  });
});

describe('weeks and months across a change', () => {
  const year = Array.from(
    { length: 4 * 366 },
    (_, n) => Date.parse('2026-01-01T00:30:00Z') + n * 6 * HOUR,
  );
  let customerId: string;
  beforeAll(async () => {
    customerId = await customerWith(year);
  });

  test.for(
    ['Europe/Berlin', 'America/New_York'].flatMap((timeZone) =>
      ['WEEK', 'MONTH', 'QUARTER', 'YEAR'].map((interval) => [timeZone, interval] as const),
    ),
  )(
    '%s by %s: what plain SQL and the calendar of the runtime count',
    async ([timeZone, interval]) => {
      const spans = await spansOf(customerId, interval, timeZone);

      const counted = spans.map(({ occurredAt, aggregate }) => [
        occurredAt.startOn,
        aggregate.count,
      ]);
      const { rows } = await sql.query<[string, number]>({
        text: `SELECT to_char(date_trunc($1, occurred_at, $2) AT TIME ZONE $2, 'YYYY-MM-DD'), count(*)::int
        FROM interactions WHERE customer_id = $3 GROUP BY 1 ORDER BY 1 DESC`,
        values: [interval.toLowerCase(), timeZone, customerId],
        rowMode: 'array',
      });
      expect(counted).toEqual(rows);
      const byStart = Map.groupBy(year, (time) => spanStart(localDay(time, timeZone), interval));
      expect(counted).toEqual(
        [...byStart].map(([start, times]) => [start, times.length]).toReversed(),
      );
    },
  );

  test('weeks begin on Monday, and those of a change are an hour off', async () => {
    const spans = await spansOf(customerId, 'WEEK', 'Europe/Berlin');

    for (const { occurredAt } of spans) {
      expect(new Date(`${occurredAt.startOn}T00:00:00Z`).getUTCDay()).toBe(1);
    }
    const odd = spans.filter((span) => hoursOf(span) !== 168);
    expect(odd.map((span) => [span.occurredAt.startOn, hoursOf(span)])).toEqual([
      ['2026-10-19', 169],
      ['2026-03-23', 167],
    ]);
  });
});

test('a date far off costs no span for each day until then', async () => {
  const customerId = await customerWith(
    ['0001-01-01T12:00:00Z', '9999-12-30T12:00:00Z', '9999-12-31T11:00:00Z'].map(Date.parse),
  );

  const { data, errors } = await server.graphql<Answer>(
    `query ($id: ID!) { interactions(filter: { customerId: { eq: $id } }) {
      groups(by: { occurredAt: { interval: DAY, timeZone: "UTC" } }, first: 3) { totalCount otherCount nodes {
        occurredAt { startOn endAt } aggregate { count } } } } }`,
    { id: globalId('Customer', customerId) },
  );

  expect(errors).toBeUndefined();
  expect(data.interactions.groups).toEqual({
    totalCount: 3_652_059,
    otherCount: 1,
    nodes: [
      {
        occurredAt: { startOn: '9999-12-31', endAt: '9999-12-31T23:59:59.999Z' },
        aggregate: { count: 1 },
      },
      {
        occurredAt: { startOn: '9999-12-30', endAt: '9999-12-31T00:00:00.000Z' },
        aggregate: { count: 1 },
      },
      {
        occurredAt: { startOn: '9999-12-29', endAt: '9999-12-30T00:00:00.000Z' },
        aggregate: { count: 0 },
      },
    ],
  });
});
