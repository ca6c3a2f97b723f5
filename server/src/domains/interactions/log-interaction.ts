import type { Identified } from '../../kernel/ids.ts';
import { Forbidden, Problem } from '../../kernel/problem.ts';
import type { CommandContext } from '../../live/change.ts';
import type { Position } from '../../live/cursor.ts';
import { logInOneStatement } from './log-in-one-statement.ts';
import { logInteractions, type LoggedInteraction } from './log-interactions.ts';

export interface LogInteractionInput extends LoggedInteraction {
  readonly idempotencyKey?: string | undefined;
  /** Up to where the caller has seen: what somebody else has logged since holds it back. Absent: nothing does. */
  readonly seen?: Position | undefined;
}

/**
 * Writes down something that happened with a customer: in one statement where all is well, else as
 * a batch of one, which says what is not and looks at what the caller has not seen.
 *
 * @emits interaction.logged
 * @throws {Forbidden} the viewer lacks `interactions:write`
 * @throws {NotFound} no such customer or agent in the workspace
 * @throws {InvalidInput} a field that cannot be
 * @throws {ExternalIdTaken} an interaction with the external id is logged already
 * @throws {UnseenInteractions} somebody else logged one with the customer after `seen`
 */
export async function logInteraction(
  ctx: CommandContext,
  { idempotencyKey, seen, ...interaction }: LogInteractionInput,
): Promise<Identified> {
  if (!ctx.viewer.permissions.has('interactions:write')) {
    throw new Forbidden('You may not log interactions.');
  }
  const written = await logHot(ctx, { idempotencyKey, seen, ...interaction });
  if (written) return written;
  const [logged] = await logInteractions(
    ctx,
    { interactions: [interaction], idempotencyKey },
    'logInteraction',
    seen,
  );
  if (logged instanceof Problem) throw logged;
  return { id: logged! };
}

/** The one statement alone. Null: nothing was written, and `logInteraction` says why. */
export async function logHot(
  ctx: CommandContext,
  { idempotencyKey, seen, ...interaction }: LogInteractionInput,
): Promise<Identified | null> {
  if (seen || !ctx.viewer.permissions.has('interactions:write')) return null;
  return logInOneStatement(ctx, interaction, idempotencyKey);
}
