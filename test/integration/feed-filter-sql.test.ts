import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import '../../server/src/app/domains.ts';
import { judging } from '../../server/src/domains/feed/feed-filter.ts';
import { toldSql } from '../../server/src/domains/feed/feed-filter-sql.ts';
import { eventKind, eventNames } from '../../server/src/kernel/event.ts';
import { newId } from '../../server/src/kernel/ids.ts';
import { type Role, roles } from '../../server/src/kernel/permission.ts';
import type { RowScope } from '../../server/src/kernel/row-scope.ts';
import { openTestLog, type TestLog } from '../../server/testing/test-log.ts';
import { viewerOf } from '../../server/testing/viewer.ts';

const EVENTS = 400;

let log: TestLog;

beforeAll(async () => {
  log = await openTestLog();
});
afterAll(() => log.close());

const pool = Array.from({ length: 3 }, () => newId());
const id = fc.constantFrom(...pool);
const channel = fc.constantFrom('CALL', 'EMAIL', 'NOTE');
const direction = fc.constantFrom('INBOUND', 'OUTBOUND');
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });
const scope = {
  customerId: orNull(id),
  organizationId: orNull(id),
  ownerId: orNull(id),
  teamId: orNull(id),
  agentId: orNull(id),
  channel: orNull(channel),
  direction: orNull(direction),
};

/** An event with any scope, and any of it as it was before. */
const event = fc.record({
  name: fc.constantFrom(...eventNames(), 'nobody.knows-this'),
  isGone: fc.nat(4).map((n) => n === 0),
  ...scope,
  before: fc.option(
    fc.record(
      { ownerId: scope.ownerId, teamId: scope.teamId, channel: scope.channel },
      { requiredKeys: [] },
    ),
  ),
});

const list = <T>(value: fc.Arbitrary<T>) =>
  fc.option(fc.uniqueArray(value, { maxLength: 2 }), { nil: undefined, freq: 3 });
const filter = fc.record({
  customerIds: list(id),
  organizationIds: list(id),
  ownerIds: list(id),
  teamIds: list(id),
  agentIds: list(id),
  channels: list(channel),
  directions: list(direction),
  names: list(fc.constantFrom('interaction.logged', 'customer.updated', 'user.created')),
  subjectTypes: list(fc.constantFrom('Customer', 'Interaction', 'User')),
});
const rowScope = fc.oneof(
  fc.constant<RowScope>({ kind: 'ALL' }),
  id.map((teamId): RowScope => ({ kind: 'TEAM', teamId })),
  id.map((ownerId): RowScope => ({ kind: 'OWN', ownerId })),
);

test('what SQL counts is what feeds judge, whatever the event, the filter, the role and the scope', async () => {
  const { workspaceId } = log;
  await write(fc.sample(event, EVENTS));
  const events = await log.read();
  expect(events).toHaveLength(EVENTS);

  await fc.assert(
    fc.asyncProperty(
      filter,
      fc.constantFrom<Role>(...roles),
      rowScope,
      async (given, role, seen) => {
        const viewer = viewerOf(workspaceId, newId(), role, { scope: seen });
        const judge = judging(given, viewer);

        const counted = await log.database.$queryRaw<{ seq: bigint }[]>`
        SELECT e.seq FROM event_log e WHERE ${toldSql(given, viewer)} ORDER BY e.seq`;

        const told = events.filter((one) => judge(one) !== null);
        expect(counted.map(({ seq }) => seq)).toEqual(told.map(({ seq }) => seq));
      },
    ),
    { numRuns: 300 },
  );
});

async function write(events: readonly (typeof event extends fc.Arbitrary<infer T> ? T : never)[]) {
  await log.database.outbox.createMany({
    data: events.map(({ before, ...one }) => ({
      ...one,
      ...(before ? { before } : {}),
      workspaceId: log.workspaceId,
      subjectType: eventKind(one.name)?.subjectType ?? 'Customer',
      subjectId: one.customerId ?? newId(),
      changedFields: [],
      payload: {},
      actorKind: 'SYSTEM' as const,
      occurredAt: new Date(),
      recordedAt: new Date(),
    })) as never,
  });
  await log.sequence();
}
