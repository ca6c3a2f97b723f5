import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineEvent, eventKind, eventNames } from '../../kernel/event.ts';
import { permissionsOf } from '../../kernel/permission.ts';
import type { RowScope } from '../../kernel/row-scope.ts';
import type { LoggedEvent } from '../../live/logged-event.ts';
import { ACCESS, topicIndex } from '../../live/topic-index.ts';
import { judging, type FeedFilter } from './feed-filter.ts';
import { feedTopics } from './feed-topics.ts';

const subjectTypes = ['Customer', 'Interaction', 'User'] as const;
for (const subjectType of subjectTypes) {
  for (const what of ['made', 'changed']) {
    defineEvent({
      name: `${subjectType.toLowerCase()}.${what}-in-test`,
      subjectType,
      permission: 'customers:read',
      payload: z.object({}),
    });
  }
}

const WORKSPACE = 'w';
/** Few, so that filters, scopes and events meet often. */
const id = fc.constantFrom('a', 'b', 'c');
const idOrNone = fc.option(id);
const channel = fc.constantFrom('CALL', 'EMAIL');
const direction = fc.constantFrom('INBOUND', 'OUTBOUND');

const columns = {
  organizationId: idOrNone,
  ownerId: idOrNone,
  teamId: idOrNone,
  agentId: idOrNone,
  channel: fc.option(channel),
  direction: fc.option(direction),
};

const event: fc.Arbitrary<LoggedEvent> = fc
  .record({
    name: fc.constantFrom(...eventNames()),
    subjectId: id,
    isGone: fc.boolean(),
    customerId: idOrNone,
    scope: fc.record(columns),
    before: fc.option(fc.record(columns, { requiredKeys: [] })),
  })
  .map(({ name, subjectId, customerId, scope, ...rest }) => {
    const { subjectType } = eventKind(name)!;
    return {
      seq: 1n,
      workspaceId: WORKSPACE,
      name,
      subjectType,
      subjectId,
      // A customer's events stand on its own timeline.
      scope: { ...scope, customerId: subjectType === 'Customer' ? subjectId : customerId },
      ...rest,
      changedFields: [],
      payload: {},
      actorKind: 'SYSTEM',
      actorId: null,
      occurredAt: new Date(0),
      recordedAt: new Date(0),
    };
  });

const some = <T>(values: fc.Arbitrary<T>) => fc.array(values, { minLength: 0, maxLength: 3 });

const lists = {
  customerIds: some(id),
  organizationIds: some(id),
  ownerIds: some(id),
  teamIds: some(id),
  agentIds: some(id),
  channels: some(channel),
  directions: some(direction),
  names: some(fc.constantFrom(...eventNames())),
  subjectTypes: some(fc.constantFrom(...subjectTypes)),
};

/** With a list or two: more of them hardly let anything through. */
const filter: fc.Arbitrary<FeedFilter> = fc
  .tuple(fc.record(lists), fc.subarray(Object.keys(lists), { maxLength: 2 }))
  .map(([all, kept]) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => kept.includes(key))),
  );

const scope: fc.Arbitrary<RowScope> = fc.oneof(
  fc.constant({ kind: 'ALL' } as const),
  id.map((teamId) => ({ kind: 'TEAM', teamId }) as const),
  id.map((ownerId) => ({ kind: 'OWN', ownerId }) as const),
);

test('whatever a feed is to be told of, it is found by', () => {
  let told = 0;
  fc.assert(
    fc.property(
      filter,
      scope,
      fc.option(fc.constant(['Interaction'] as const), { nil: undefined }),
      fc.array(event, { minLength: 10, maxLength: 10 }),
      (wanted, seen, only, events) => {
        const judge = judging(wanted, { permissions: permissionsOf('OWNER'), scope: seen }, only);
        const found = new Set<LoggedEvent>();
        const index = topicIndex();
        const topics = feedTopics(wanted, seen, only);
        expect(topics).not.toContain(ACCESS);
        index.listen({ workspaceId: WORKSPACE, topics }, (one) => found.add(one));

        for (const one of events) {
          index.tell(one);
          if (judge(one) === null) continue;
          told++;
          expect(found).toContain(one);
        }
      },
    ),
    { numRuns: 1_000 },
  );
  expect(told).toBeGreaterThan(1_000);
});
