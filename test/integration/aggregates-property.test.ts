import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/src/kernel/ids.ts';
import { localDay, spanBefore, spanStart } from '../support/local-calendar.ts';
import { addMember, addTeam } from '../support/members.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { bootTwins, type Twins } from '../support/reads/twins.ts';

let twins: Twins;

beforeAll(async () => {
  twins = await bootTwins();
});
afterAll(() => twins.stop());

const CHANNELS = ['CALL', 'EMAIL', 'NOTE', 'SMS'] as const;
const DIRECTIONS = ['INBOUND', 'OUTBOUND', 'INTERNAL'] as const;
const SOURCES = ['api', 'import', 'İthalat', 'Z', 'a'] as const;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Europe/Istanbul', 'Asia/Kathmandu', 'UTC'];
const INTERVALS = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'];

/** Around the days on which clocks change, more than elsewhere. */
const instant = fc
  .tuple(
    fc.constantFrom(
      '2026-03-29T01:00Z',
      '2026-10-25T01:00Z',
      '2026-03-08T07:00Z',
      '2026-11-01T06:00Z',
    ),
    fc.oneof(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -400_000, max: 400_000 })),
  )
  .map(([change, minutes]) => new Date(Date.parse(change) + minutes * 60_000));

const interaction = fc.record({
  customer: fc.nat(5),
  channel: fc.constantFrom(...CHANNELS),
  direction: fc.constantFrom(...DIRECTIONS),
  source: fc.constantFrom(...SOURCES),
  agent: fc.option(fc.nat(2)),
  durationSeconds: fc.option(fc.integer({ min: 0, max: 2_147_483_647 })),
  occurredAt: instant,
});

const leaf = fc.oneof(
  fc.subarray([...CHANNELS]).map((values) => ({ channel: { in: values } })),
  fc.constantFrom(...DIRECTIONS).map((eq) => ({ direction: { eq } })),
  fc.constantFrom(...SOURCES).map((eq) => ({ source: { eq } })),
  fc.boolean().map((isNull) => ({ agentId: { isNull } })),
  instant.map((date) => ({ occurredAt: { gte: date.toISOString() } })),
  instant.map((date) => ({ occurredAt: { lt: date.toISOString() } })),
);
const filter = fc.oneof(
  fc.constant({}),
  leaf,
  fc.array(leaf, { maxLength: 3 }).map((or) => ({ or })),
  leaf.map((not) => ({ not })),
  fc.tuple(leaf, leaf).map((and) => ({ and })),
);

type Key = 'channel' | 'direction' | 'source' | 'agent' | 'customer';
const by = fc.oneof(
  fc.constantFrom<Key>('channel', 'direction', 'source', 'agent', 'customer'),
  fc.record({ interval: fc.constantFrom(...INTERVALS), timeZone: fc.constantFrom(...ZONES) }),
);

interface Fetched {
  readonly channel: string;
  readonly direction: string;
  readonly source: string;
  readonly agent: { readonly id: string } | null;
  readonly customer: { readonly id: string };
  readonly occurredAt: string;
  readonly durationSeconds: number | null;
}

interface Group {
  readonly source: string | null;
  readonly occurredAt: { readonly startOn: string } | null;
  readonly aggregate: { readonly count: number };
  readonly [key: string]: unknown;
}

interface Answer {
  readonly nodes: readonly Fetched[];
  readonly totalCount: number;
  readonly aggregate: object;
  readonly groups: {
    readonly totalCount: number;
    readonly otherCount: number;
    readonly nodes: readonly Group[];
  };
}

const MEASURED = 'count durationSeconds { count sum avg min max } occurredAt { count min max }';
const rowsDocument = `query ($filter: InteractionFilter) { interactions(first: 100, filter: $filter) {
  nodes { channel direction source agent { id } customer { id } occurredAt durationSeconds }
  totalCount aggregate { ${MEASURED} } } }`;
const groupsDocument = `query ($filter: InteractionFilter, $by: InteractionGroupBy!, $first: Int) {
  interactions(first: 1, filter: $filter) { groups(by: $by, first: $first) { totalCount otherCount nodes {
    channel direction source agent { id } customer { id } occurredAt { startOn startAt endAt }
    aggregate { ${MEASURED} } } } } }`;

/** What rows come to, reckoned here. */
function aggregateOf(rows: readonly Fetched[]) {
  const seconds = rows.flatMap(({ durationSeconds }) => durationSeconds ?? []);
  const times = rows.map(({ occurredAt }) => occurredAt).toSorted();
  const sum = seconds.reduce((total, one) => total + BigInt(one), 0n);
  return {
    count: rows.length,
    durationSeconds: {
      count: seconds.length,
      sum: String(sum),
      avg: seconds.length === 0 ? null : mean(sum, BigInt(seconds.length)),
      min: seconds.length === 0 ? null : Math.min(...seconds),
      max: seconds.length === 0 ? null : Math.max(...seconds),
    },
    occurredAt: { count: rows.length, min: times[0] ?? null, max: times.at(-1) ?? null },
  };
}

/** Rounded to 6 places exactly, half up. */
function mean(sum: bigint, count: bigint): number {
  const millionths = (sum * 2_000_000n + count) / (count * 2n);
  return Number(`${millionths / 1_000_000n}.${String(millionths % 1_000_000n).padStart(6, '0')}`);
}

/** The groups as they should come, reckoned here: each with its key and its rows. */
function groupsOf(rows: readonly Fetched[], grouped: Key | { interval: string; timeZone: string }) {
  if (typeof grouped === 'string') {
    const keyOf = (row: Fetched) => {
      const value = row[grouped];
      return typeof value === 'object' ? (value?.id ?? null) : value;
    };
    const rank = { channel: CHANNELS_IN_ORDER, direction: DIRECTIONS as readonly string[] };
    const order = (key: string) =>
      grouped in rank
        ? String(rank[grouped as 'channel'].indexOf(key)).padStart(2, '0')
        : Buffer.from(key, grouped === 'source' ? 'utf8' : 'base64').toString('hex');
    return [...Map.groupBy(rows, keyOf)].toSorted(([a, ofA], [b, ofB]) => {
      if (ofA.length !== ofB.length) return ofB.length - ofA.length;
      if (a === null || b === null) return a === null ? 1 : -1;
      return order(a) < order(b) ? -1 : 1;
    });
  }
  const { interval, timeZone } = grouped;
  const start = (row: Fetched) =>
    spanStart(localDay(Date.parse(row.occurredAt), timeZone), interval);
  const found = Map.groupBy(rows, start);
  const starts = [...found.keys()].toSorted();
  const all: [string, Fetched[]][] = [];
  for (let span = starts.at(-1); span && span >= starts[0]!; span = spanBefore(span, interval)) {
    all.push([span, found.get(span) ?? []]);
  }
  return all;
}

const isObject = (key: unknown): key is { id: string } => typeof key === 'object' && key !== null;

const CHANNELS_IN_ORDER: readonly string[] = [
  'EMAIL',
  'CALL',
  'CHAT',
  'SMS',
  'MEETING',
  'WEB',
  'SOCIAL',
  'NOTE',
];

test(
  'groups are what one would count by hand over the rows, for everybody, under every filter',
  { timeout: 240_000 },
  async () => {
    let run = 0;
    const seen = { rows: 0, shown: 0, other: 0, empty: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(interaction, { maxLength: 40 }),
        fc.array(fc.tuple(fc.nat(3), filter, by, fc.constantFrom(0, 1, 3, 100)), {
          minLength: 6,
          maxLength: 12,
        }),
        async (interactions, questions) => {
          const { compiled: server, ordinary } = twins;
          const { id: workspaceId } = await server.addWorkspace(`counted${run++}`);
          const { database } = server.services;
          const team = await addTeam(server, workspaceId);
          const callers = await Promise.all([
            addMember(server, workspaceId, { role: 'OWNER' }),
            addMember(server, workspaceId, { scope: 'TEAM', teamId: team }),
            addMember(server, workspaceId, { scope: 'OWN', teamId: team }),
            addMember(server, workspaceId, { scope: 'OWN' }),
          ]);
          const customers = Array.from({ length: 6 }, (_, n) => ({
            id: newId(),
            workspaceId,
            name: `No. ${n}`,
            ownerId: n % 3 === 0 ? null : callers[1 + (n % 3)]!.userId,
            teamId: n % 2 === 0 ? team : null,
          }));
          await database.customer.createMany({ data: customers });
          await database.interaction.createMany({
            data: interactions.map(({ customer, agent, ...row }) => ({
              ...row,
              id: newId(),
              workspaceId,
              customerId: customers[customer]!.id,
              agentId: agent === null ? null : callers[agent]!.userId,
            })),
          });

          for (const [who, which, grouped, first] of questions) {
            const ask = async (query: string, variables: object) => {
              const { token } = callers[who]!;
              const given = { filter: which, ...variables };
              const [{ data, errors }, other] = await Promise.all([
                server.graphql<{ interactions: Answer }>(query, given, token),
                graphqlRequest(ordinary.url, query, given, token),
              ]);
              expect(errors).toBeUndefined();
              expect(JSON.stringify(other.data)).toBe(JSON.stringify(data));
              return data.interactions;
            };
            const { nodes: rows, totalCount, aggregate } = await ask(rowsDocument, {});
            const field = typeof grouped === 'string' ? grouped.toUpperCase() : null;
            const { groups } = await ask(groupsDocument, {
              first,
              by: field ? { field } : { occurredAt: grouped },
            });
            const expected = groupsOf(rows, grouped);
            const shown = expected.slice(0, first);
            const keyOf = (group: Group) => {
              if (typeof grouped !== 'string') return group.occurredAt!.startOn;
              const key = group[grouped];
              return isObject(key) ? key.id : key;
            };

            expect(totalCount).toBe(rows.length);
            expect(aggregate).toEqual(aggregateOf(rows));
            expect(groups.nodes.map((group: Group) => [keyOf(group), group.aggregate])).toEqual(
              shown.map(([key, of]) => [key, aggregateOf(of)]),
            );
            expect(groups.totalCount).toBe(expected.length);
            const counted = groups.nodes.reduce((n, g) => n + g.aggregate.count, 0);
            expect(counted + groups.otherCount).toBe(totalCount);
            seen.rows += rows.length;
            seen.shown += shown.length;
            seen.other += groups.otherCount;
            seen.empty += shown.filter(([, of]) => of.length === 0).length;
          }
        },
      ),
      {
        numRuns: Number(process.env.AGGREGATE_RUNS ?? 15),
        seed: Number(process.env.AGGREGATE_SEED ?? 20_261),
        endOnFailure: true,
      },
    );
    for (const many of Object.values(seen)) expect(many).toBeGreaterThan(20);
  },
);
