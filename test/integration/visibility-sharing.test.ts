import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../../server/src/app/schema.ts';
import { fieldMasks } from '../../server/src/kernel/field-mask.ts';
import { addMember, type Member, setMasks } from '../support/members.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { type Inbox, openInbox } from '../support/inbox.ts';
import { fieldsOf } from '../support/probe-document.ts';
import { openAdmittedSocket } from '../support/raw-socket.ts';
import { beginScopedWorld, recordDeed } from '../support/scoped-world.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { settleLog } from '../support/settle-log.ts';

let server: TestServer;

beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.stop());

/** What events are about here. Sessions are told to each for itself: see feed-sharing.test.ts. */
const SUBJECTS = ['Customer', 'Interaction', 'Organization', 'Team'] as const;

/** Everything that an event about such an object can show, but for where it stands in a stream. */
function selection(subjectType: string): string {
  const fields = (name: string, depth: number) =>
    fieldsOf(schema, schema.getType(name) as never, depth);
  return `__typename cursor kind name occurredAt recordedAt subjectId subjectType changedFields
    actor { ${fields('Actor', 2)} } customer { ${fields('Customer', 2)} }
    subject { ... on ${subjectType} { ${fields(subjectType, 2)} } }`;
}

/** The frames of one socket that tell of events, as their bytes. */
async function openFrames(
  as: Member,
  query: string,
  variables: object,
): Promise<Inbox<string> & { close(): void }> {
  const inbox = openInbox<string>();
  const { socket, send, close } = await openAdmittedSocket(as.url, as.token);
  socket.on('message', (frame: Buffer) => inbox.push(frame.toString()));
  send({ id: 'one', type: 'subscribe', payload: { query, variables } });
  await inbox.until('the first heartbeat', (frames) =>
    frames.some((frame) => frame.includes('FeedHeartbeat')),
  );
  return { ...inbox, close };
}

const told = ({ all }: Inbox<string>) => all.filter((frame) => frame.includes('"FeedEvent"'));

test.each(SUBJECTS)(
  'what is shared is byte for byte what each would be told alone, whatever role, scope and masks: events about %s',
  { timeout: 120_000 },
  async (subjectType) => {
    const fields = selection(subjectType);
    const filter = { subjectTypes: [subjectType] };
    const stream = `subscription ($filter: ActivityFeedFilter) { activityFeed(filter: $filter) {
      __typename ... on FeedEvent { ${fields} } } }`;
    const page = `query ($after: Cursor!, $filter: ActivityFeedFilter) { events(after: $after, filter: $filter, first: 100) { items { ${fields} } } }`;

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('AGENT' as const, 'VIEWER' as const, 'MANAGER' as const),
        fc.constantFrom('ALL' as const, 'TEAM' as const),
        fc.subarray([...fieldMasks], { minLength: 1 }),
        fc.array(recordDeed, { minLength: 2, maxLength: 5 }),
        async (role, scope, masks, deeds) => {
          const world = await beginScopedWorld(server);
          await setMasks(server, world.workspaceId, role, masks);
          const [team] = await server.services.database.team.findMany({
            where: { workspaceId: world.workspaceId },
          });
          const join = (others: object) =>
            addMember(server, world.workspaceId, { role, scope, teamId: team!.id, ...others });
          // Two of one class; beside them others with the same document who do not see the same.
          const alike = await Promise.all([
            join({}),
            join({}),
            join({ scope: 'OWN' }),
            join({ role: role === 'AGENT' ? 'VIEWER' : 'AGENT' }),
          ]);
          const { data } = await graphqlRequest<{ feedHead: string }>(
            server.url,
            '{ feedHead }',
            {},
            world.owner.token,
          );
          const after = data.feedHead;
          await settleLog(world.owner, after);
          const frames = await Promise.all(
            alike.map((member) => openFrames(member, stream, { filter })),
          );
          const { feedStats } = server.services;
          const known = frames.map((inbox) => told(inbox).length);
          const alone: string[][] = alike.map(() => []);
          try {
            for (const act of deeds) {
              const from = await graphqlRequest<{ feedHead: string }>(
                server.url,
                '{ feedHead }',
                {},
                world.owner.token,
              );
              await act(world);
              await settleLog(world.owner, after);
              for (const [i, member] of alike.entries()) {
                const variables = { after: from.data.feedHead, filter };
                const answer = await graphqlRequest<{ events: { items: object[] } }>(
                  server.url,
                  page,
                  variables,
                  member.token,
                );
                expect(answer.errors).toBeUndefined();
                alone[i]!.push(...answer.data.events.items.map((item) => JSON.stringify(item)));
                await frames[i]!.until(
                  'the events',
                  () => told(frames[i]!).length >= known[i]! + alone[i]!.length,
                );
              }
            }
            expect(feedStats.members).toBeGreaterThanOrEqual(alike.length);
            for (const [i, inbox] of frames.entries()) {
              const expected = alone[i]!.map(
                (item) => `{"id":"one","type":"next","payload":{"data":{"activityFeed":${item}}}}`,
              );
              expect(told(inbox).slice(known[i])).toEqual(expected);
            }
          } finally {
            for (const inbox of frames) inbox.close();
          }
        },
      ),
      { numRuns: subjectType === 'Customer' || subjectType === 'Interaction' ? 5 : 2 },
    );
  },
);
