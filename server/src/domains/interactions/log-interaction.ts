import type { Identified } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import type { CommandContext } from '../../live/change.ts';
import { logInteractions, type LoggedInteraction } from './log-interactions.ts';

export interface LogInteractionInput extends LoggedInteraction {
  readonly idempotencyKey?: string | undefined;
}

/**
 * Writes down something that happened with a customer: a batch of one.
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
  const [logged] = await logInteractions(
    ctx,
    { interactions: [interaction], idempotencyKey },
    'logInteraction',
  );
  if (logged instanceof Problem) throw logged;
  return { id: logged! };
}
