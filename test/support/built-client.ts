import type { TestProject } from 'vitest/node';
import { ensureClientBuilt } from '../../server/src/app/client-build.ts';

/** Browser tests look at the client as it is shipped: built once before them, if its sources changed. */
export async function setup(project: TestProject): Promise<void> {
  if (!project.vitest.projects.some(({ name }) => name === 'e2e')) return;
  await ensureClientBuilt(new AbortController().signal, console.log);
}
