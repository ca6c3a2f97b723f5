import type { Identified } from '../../kernel/ids.ts';
import { Forbidden, Problem } from '../../kernel/problem.ts';
import type { CommandContext } from '../../live/change.ts';
import { logInOneStatement } from './log-in-one-statement.ts';
import { logInteractions, type LoggedInteraction } from './log-interactions.ts';

export interface LogInteractionInput extends LoggedInteraction {
  readonly idempotencyKey?: string | undefined;
}

/**
 * Writes down something that happened with a customer: in one statement where all is well, else as
 * a batch of one, which says what is not.
 *
 * @emits interaction.logged
 * @throws {Forbidden} the viewer lacks `interactions:write`
 * @throws {NotFound} no such customer or agent in the workspace
 * @throws {InvalidInput} a field that cannot be
 * @throws {ExternalIdTaken} an interaction with the external id is logged already
 */
export async function logInteraction(
  ctx: CommandContext,
  { idempotencyKey, ...interaction }: LogInteractionInput,
): Promise<Identified> {
  if (!ctx.viewer.permissions.has('interactions:write')) {
    throw new Forbidden('You may not log interactions.');
  }
  const written = await logInOneStatement(ctx, interaction, idempotencyKey);
  if (written) return written;
  const [logged] = await logInteractions(
    ctx,
    { interactions: [interaction], idempotencyKey },
    'logInteraction',
  );
  if (logged instanceof Problem) throw logged;
  return { id: logged! };
}
