import type { Database } from '../platform/database.ts';
import { readFeeds, type ReadingDeps } from './demo/read-feeds.ts';
import { agents, companyName } from './demo/data/agents.ts';
import { planStory } from './demo/plan.ts';
import type { Story } from './demo/story.ts';
import { tellStory } from './demo/tell.ts';
import type { FirstOwner } from './first-admin.ts';

const PROGRESS_STEP = 1000;

/** The company's name and the agent who owns it: the first admin, unless settings name another. */
export function demoOwner(): FirstOwner {
  const owner = agents.find(({ role }) => role === 'OWNER');
  if (!owner) throw new Error('The demo company has no owner');
  return { workspaceName: companyName, email: owner.email, name: owner.name };
}

/** Tells the demo company's year up to the day on which the workspace was made, once. */
export async function tellDemo(deps: ReadingDeps, say: (line: string) => void): Promise<void> {
  const { database, workspaceId } = deps;
  const story = await planDemo(database, workspaceId);
  let next = PROGRESS_STEP;
  await tellStory(
    { database, workspaceId, wakeSequencer: () => undefined },
    story,
    (told, total) => {
      if (told < next && told < total) return;
      next = told + PROGRESS_STEP;
      say(`Telling the demo company: ${told} of ${total} interactions`);
    },
  );
  await readFeeds(deps, story.interactions.at(-1)?.occurredAt ?? new Date());
}

/** The same story, as it was told or is to be told in that workspace. */
export async function planDemo(database: Database, workspaceId: string): Promise<Story> {
  const { createdAt } = await database.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  return planStory(createdAt);
}
