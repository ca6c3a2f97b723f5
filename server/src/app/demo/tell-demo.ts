import { planStory } from './plan.ts';
import type { Story } from './story.ts';
import { tellStory, type TellingDeps } from './tell.ts';

/**
 * Tells the demo company's year in a workspace, as far as that is not done yet, and answers the story
 * for the pulse to go on with.
 *
 * The year ends when the workspace was made, so every start plans the same story and a telling that
 * was killed goes on where it stopped.
 */
export async function tellDemo(
  deps: TellingDeps,
  onProgress?: (told: number, total: number) => void,
): Promise<Story> {
  const { createdAt } = await deps.database.workspace.findUniqueOrThrow({
    where: { id: deps.workspaceId },
    select: { createdAt: true },
  });
  const story = planStory(createdAt);
  await tellStory(deps, story, onProgress);
  return story;
}
