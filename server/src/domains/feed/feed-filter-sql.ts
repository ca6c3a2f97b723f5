import { eventKind, eventNames } from '../../kernel/event.ts';
import type { RowScope } from '../../kernel/row-scope.ts';
import type { Visibility } from '../../kernel/viewer.ts';
import type { EventScope } from '../../live/pending-event.ts';
import { Prisma } from '../../platform/database.ts';
import { type FeedFilter, scopeLists } from './feed-filter.ts';
import { type Moment, takesAlong } from './feed-scope.ts';

type Sql = Prisma.Sql;

/** The column of the log that holds a column of an event's scope, and its type. */
const columns: Readonly<
  Record<keyof EventScope, { readonly name: string; readonly type: string }>
> = {
  customerId: { name: 'customer_id', type: 'uuid' },
  organizationId: { name: 'organization_id', type: 'uuid' },
  ownerId: { name: 'owner_id', type: 'uuid' },
  teamId: { name: 'team_id', type: 'uuid' },
  agentId: { name: 'agent_id', type: 'uuid' },
  channel: { name: 'channel', type: 'channel' },
  direction: { name: 'direction', type: 'direction' },
};

/**
 * The condition under which `judging` with the same filter and viewer tells an event, over the log as
 * `e`: for counting without reading. A test holds the two to one answer.
 */
export function toldSql(filter: FeedFilter, viewer: Visibility): Sql {
  const names = eventNames().filter((name) => {
    const permission = eventKind(name)?.permission;
    return permission != null && viewer.permissions.has(permission);
  });
  const ofAny = [
    Prisma.sql`e.workspace_id = ${viewer.workspaceId}::uuid`,
    Prisma.sql`e.name = ANY (${[...names]}::text[])`,
    ...(filter.names ? [Prisma.sql`e.name = ANY (${[...filter.names]}::text[])`] : []),
  ];
  const ofType = filter.subjectTypes
    ? Prisma.sql`e.subject_type = ANY (${[...filter.subjectTypes]}::text[])`
    : Prisma.sql`true`;
  const isInView = (moment: Moment) => {
    const checks = viewSql(filter, viewer, moment);
    return checks.length === 0 ? Prisma.sql`true` : Prisma.join(checks, ' AND ');
  };
  return Prisma.sql`${Prisma.join(ofAny, ' AND ')} AND (
    (${ofType} AND ((${isInView('after')}) OR (NOT e.is_gone AND e.before IS NOT NULL AND (${isInView('before')}))))
    OR (${crossingSql(filter, viewer)}))`;
}

/** The same as `crossing` in `feed-scope.ts`. */
function crossingSql(filter: FeedFilter, { scope }: Visibility): Sql {
  const told = new Set<string>(filter.subjectTypes);
  const takes = takesAlong(filter, scope, (type) => !filter.subjectTypes || told.has(type));
  if (!takes) return Prisma.sql`false`;
  const customers = filter.customerIds
    ? Prisma.sql`e.subject_id = ANY (${[...filter.customerIds]}::text[]::uuid[])`
    : Prisma.sql`true`;
  const was = Prisma.sql`(${scopeSql(scope, 'before')}) IS TRUE`;
  const is = Prisma.sql`(${scopeSql(scope, 'after')}) IS TRUE`;
  const crosses = takes.tellsArrivals
    ? Prisma.sql`(${was}) <> (${is})`
    : Prisma.sql`(${was}) AND NOT (${is})`;
  return Prisma.sql`e.subject_type = 'Customer' AND e.customer_id IS NOT NULL AND e.before IS NOT NULL AND ${customers} AND ${crosses}`;
}

function scopeSql(scope: RowScope, moment: Moment): Sql {
  if (scope.kind === 'ALL') return Prisma.sql`true`;
  return scope.kind === 'TEAM'
    ? Prisma.sql`${columnAt('teamId', moment)} = ${scope.teamId}::uuid`
    : Prisma.sql`${columnAt('ownerId', moment)} = ${scope.ownerId}::uuid`;
}

function viewSql(filter: FeedFilter, { scope }: Visibility, moment: Moment): Sql[] {
  const checks = scopeLists.flatMap(([list, column]) => {
    const values = filter[list];
    if (!values) return [];
    const type = Prisma.raw(columns[column].type);
    return [Prisma.sql`${columnAt(column, moment)} = ANY (${[...values]}::text[]::${type}[])`];
  });
  if (scope.kind === 'ALL') return checks;
  return [...checks, Prisma.sql`(e.customer_id IS NULL OR ${scopeSql(scope, moment)})`];
}

function columnAt(column: keyof EventScope, moment: Moment): Sql {
  const { name, type } = columns[column];
  const now = Prisma.raw(`e.${name}`);
  if (moment === 'after') return now;
  return Prisma.sql`(CASE WHEN e.before ? ${column} THEN (e.before ->> ${column})::${Prisma.raw(type)} ELSE ${now} END)`;
}
