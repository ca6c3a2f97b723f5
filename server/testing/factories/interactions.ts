import {
  logInteraction,
  type LogInteractionInput,
} from '../../src/domains/interactions/log-interaction.ts';
import type { CommandContext } from '../../src/live/change.ts';

/** Logs a call with a customer; answers with the key. */
export async function anInteraction(
  ctx: CommandContext,
  input: Partial<LogInteractionInput> & Pick<LogInteractionInput, 'customerId'>,
): Promise<string> {
  return (await logInteraction(ctx, { channel: 'CALL', ...input })).id;
}
