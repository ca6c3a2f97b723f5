import { requireUnmasked } from '../../kernel/field-mask.ts';
import { type Identified, newId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import type { CommandContext } from '../../live/change.ts';
import { isUsableKey } from '../../live/idempotency.ts';
import { claimSql, outboxSql } from '../../live/one-statement.ts';
import { Prisma } from '../../platform/database.ts';
import { runPrepared } from '../../platform/prepared.ts';
import { databaseRefusal, sqlStates } from '../../platform/sql-state.ts';
import { andScopeSql } from '../../graphql/visibility.ts';
import { customerRows, textField } from '../customers/public.ts';
import { answerInStatement } from './answer-in-statement.ts';
import { interactionLogged } from './events.ts';
import { interactionColumns, maskedInteractionFields } from './interaction-fields.ts';
import { defaultDirection, type LoggedInteraction } from './log-interactions.ts';

/**
 * The hot form of logging: key, customer, interaction and event in one statement and one round
 * trip, with the same rows, event and answer as the ordinary form. Null: it wrote nothing, and the
 * ordinary form has to say why (no such customer, a field that cannot be, a repeated key…).
 */
export async function logInOneStatement(
  ctx: CommandContext,
  input: LoggedInteraction,
  idempotencyKey: string | undefined,
): Promise<Identified | null> {
  if (input.participants?.length || !isUsableKey(idempotencyKey)) return null;
  // The same input, and so the same hash, as the ordinary form's.
  const keyed = { interactions: [input], idempotencyKey };
  const { viewer, clock, database, hot } = ctx;
  const { workspaceId } = viewer;
  const now = clock();
  const columns = usableColumns(ctx, input, now);
  if (!columns) return null;
  const id = newId(now.getTime());
  const occurredAt = columns.occurredAt ?? now;
  const agentId = input.agentId === undefined ? viewer.userId || null : input.agentId;
  const direction = defaultDirection(input);
  const customer = Prisma.sql`
    c.workspace_id = ${workspaceId}::uuid AND c.id = ${input.customerId}::uuid ${andScopeSql(customerRows, viewer.scope, 'c')}
    ${hot ? Prisma.sql`AND (SELECT holds FROM provided)` : Prisma.empty}`;
  const answer = hot ? answerInStatement(hot.answerSql(id)) : null;

  const claim = claimSql(
    ctx,
    { operation: 'logInteraction', input: keyed },
    id,
    Prisma.sql`EXISTS (SELECT 1 FROM customers c WHERE ${customer})`,
  );
  const event = outboxSql(
    ctx,
    interactionLogged,
    { subjectId: id, occurredAt, payload: {} },
    {
      customer_id: Prisma.sql`customer.id`,
      organization_id: Prisma.sql`customer.organization_id`,
      owner_id: Prisma.sql`customer.owner_id`,
      team_id: Prisma.sql`customer.team_id`,
      agent_id: Prisma.sql`${agentId}::uuid`,
      channel: Prisma.sql`${input.channel}::channel`,
      direction: Prisma.sql`${direction}::direction`,
    },
    Prisma.sql`customer, logged`,
  );
  try {
    const [logged] = await runPrepared<Identified & { readonly answer: string | null }>(
      database,
      Prisma.sql`
      WITH ${hot ? Prisma.sql`provided AS MATERIALIZED (SELECT ${hot.provided} AS holds),` : Prisma.empty}
      claim AS (${claim}),
      customer AS (
        UPDATE customers c SET last_interaction_at = greatest(c.last_interaction_at, ${occurredAt}::timestamptz)
        FROM claim WHERE ${customer} RETURNING c.*
      ),
      logged AS (
        INSERT INTO interactions (id, workspace_id, customer_id, organization_id, agent_id, channel, direction,
          subject, body, occurred_at, duration_seconds, source, external_id, created_at, updated_at)
        SELECT ${id}::uuid, ${workspaceId}::uuid, customer.id, customer.organization_id, ${agentId}::uuid,
          ${input.channel}::channel, ${direction}::direction, ${columns.subject ?? null}, ${columns.body ?? null},
          ${occurredAt}::timestamptz, ${columns.durationSeconds ?? null}::int,
          ${columns.source}, ${columns.externalId},
          ${now}::timestamptz, ${now}::timestamptz
        FROM customer RETURNING *
      ),
      event AS (${event})${answer ? writtenAsTables : Prisma.empty}
      SELECT logged.id, ${answer ?? Prisma.raw('NULL::text')} AS answer
      ${idempotencyKey === undefined ? Prisma.sql`FROM logged` : loggedOrNoKey}`,
    );
    if (!logged) return null;
    if (logged.answer !== null) hot?.answered(logged.answer);
  } catch (error) {
    if (isForOrdinaryForm(error)) return null;
    throw error;
  }
  ctx.written?.add(id);
  ctx.wakeSequencer();
  return { id };
}

/**
 * Fails where a key was taken and nothing was written, so that the key is not spent: the customer was
 * handed to somebody else while the statement waited for its row.
 */
const loggedOrNoKey = Prisma.sql`, 1 / count(logged.id) OVER () AS written FROM claim LEFT JOIN logged ON true`;

const writtenAsTables = Prisma.sql`,
      interactions AS (SELECT * FROM logged), customers AS (SELECT * FROM customer)`;

/** The columns to be written; null where a field cannot be. */
function usableColumns({ viewer, source }: CommandContext, input: LoggedInteraction, now: Date) {
  try {
    requireUnmasked(viewer.masks, input, maskedInteractionFields, true);
    return {
      ...interactionColumns(input, now),
      source: textField(input.source, 'source', 50) ?? source,
      externalId: textField(input.externalId, 'externalId', 200) ?? null,
    };
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** A broken constraint, a wait that was too long, or a customer gone meanwhile: the ordinary form meets it again and puts it into words. */
function isForOrdinaryForm(error: unknown): boolean {
  const state = databaseRefusal(error)?.sqlState;
  return (
    state !== undefined &&
    (state.startsWith('23') ||
      state === sqlStates.divisionByZero ||
      state === sqlStates.lockNotAvailable ||
      state === sqlStates.deadlock)
  );
}
