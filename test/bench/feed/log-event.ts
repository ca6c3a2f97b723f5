import { logInteraction } from '../../../server/src/domains/interactions/log-interaction.ts';
import type { CommandContext } from '../../../server/src/live/change.ts';
import { viewerOf } from '../../../server/testing/viewer.ts';
import { type Stage, subjectOf } from './stage.ts';

/** Makes the function that brings about an event: an agent logs a call, by the command. */
export function eventLogger(means: Omit<CommandContext, 'viewer' | 'source'>, stage: Stage) {
  const { workspaceId, agentId, customerIds } = stage;
  const ctx = { ...means, source: 'bench', viewer: viewerOf(workspaceId, agentId, 'AGENT') };
  let next = 0;
  return (number: number) =>
    logInteraction(ctx, {
      customerId: customerIds[next++ % customerIds.length]!,
      channel: 'CALL',
      subject: subjectOf(number),
    });
}
