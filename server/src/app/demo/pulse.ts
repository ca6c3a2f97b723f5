import { setTimeout as wait } from 'node:timers/promises';
import { systemViewer } from '../../domains/identity/public.ts';
import { logInteraction } from '../../domains/interactions/public.ts';
import type { Clock } from '../../kernel/clock.ts';
import { permissionsOf } from '../../kernel/permission.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { Log } from '../../platform/log.ts';
import { planPulse } from './plan-pulse.ts';
import { createRandom } from './random.ts';
import type { PlannedInteraction, Story } from './story.ts';
import { DEMO_SOURCE, interactionInput, type TellingDeps } from './tell.ts';
import { type ToldIds, toldIds } from './told-ids.ts';

export interface PulseDeps extends TellingDeps {
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  /** Milliseconds between two interactions: from, to. Default 1,000 to 2,000. */
  readonly pauseMs?: readonly [shortest: number, longest: number];
}

const PAUSE_MS = [1_000, 2_000] as const;

/**
 * Keeps the told company busy until `signal` aborts: one believable interaction every second or two,
 * logged by the agent whose it is. An interaction that fails is told to the log and passed over.
 *
 * Ends without error, and not before the interaction that is under way has ended.
 */
export async function startPulse(
  deps: PulseDeps,
  story: Story,
  signal: AbortSignal,
): Promise<void> {
  const { clock, log } = deps;
  const random = createRandom(clock().getTime());
  const [shortest, longest] = deps.pauseMs ?? PAUSE_MS;
  const nextInteraction = planPulse(story, random);
  let ids: ToldIds | undefined;
  while (await hasWaited(random.between(shortest, longest), signal)) {
    try {
      ids ??= await toldIds(deps.database, deps.workspaceId, story);
      await logPlanned(deps, nextInteraction(clock()), story, ids);
    } catch (error) {
      log.warn({ err: error }, 'An interaction of the demo was not logged');
    }
  }
}

async function logPlanned(
  { database, workspaceId, clock, wakeSequencer }: PulseDeps,
  planned: PlannedInteraction,
  story: Story,
  ids: ToldIds,
): Promise<void> {
  const viewer = viewerOf(planned.agentKey, workspaceId, story, ids);
  const ctx = { database, viewer, clock, source: DEMO_SOURCE, wakeSequencer };
  await logInteraction(ctx, interactionInput(planned, ids));
}

// What happens by itself, such as an order in the web shop, is recorded by nobody.
function viewerOf(
  agentKey: string | undefined,
  workspaceId: string,
  { agents }: Story,
  ids: ToldIds,
): Viewer {
  const agent = agents.find(({ key }) => key === agentKey);
  const userId = agent && ids.agents.get(agent.key);
  if (!agent || !userId) return systemViewer(workspaceId);
  return {
    ...systemViewer(workspaceId),
    userId,
    role: agent.role,
    permissions: permissionsOf(agent.role),
  };
}

async function hasWaited(pauseMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(pauseMs, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
