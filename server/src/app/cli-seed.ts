import type { Tools } from './main.ts';
import { prepareDatabase } from './prepare-database.ts';

export async function seed(tools: Tools): Promise<void> {
  const config = { ...tools.config, isDemo: true };
  const { howToSignIn } = await prepareDatabase({ ...tools, config });
  console.log(`The demo company is told. ${howToSignIn}`);
}
