import { openDatabase } from '../platform/database.ts';
import { migrate } from '../platform/migrate.ts';
import { databaseSource } from './database-source.ts';
import { firstAdmin } from './first-admin.ts';
import type { Tools } from './main.ts';

export interface PreparedDatabase {
  readonly url: string;
  /** The first workspace. */
  readonly workspaceId: string;
  /** A line for the person at the terminal. */
  readonly howToSignIn: string;
  /** Where the demo company was told, when there is one. */
  readonly demoWorkspaceId: string | undefined;
}

/** Opens or starts the database and brings it to where a server can work on it. */
export async function prepareDatabase(tools: Tools): Promise<PreparedDatabase> {
  const { config, shutdown, say } = tools;
  const url = await databaseSource(config, shutdown, say);
  await migrate(url, { onProgress: say });
  const { database, logPool, close } = openDatabase(url);
  try {
    const demo = config.isDemo ? await import('./demo-company.ts') : undefined;
    const { howToSignIn, workspaceId } = await firstAdmin(database, config, demo?.demoOwner());
    await demo?.tellDemo({ database, logPool, workspaceId }, say);
    return { url, workspaceId, howToSignIn, demoWorkspaceId: demo && workspaceId };
  } finally {
    await close();
  }
}
