import { openDatabase } from '../platform/database.ts';
import { StartProblem } from '../platform/start-problem.ts';
import type { BulkSize } from './bulk-seed/bulk-seed.ts';
import type { Tools } from './main.ts';
import { prepareDatabase } from './prepare-database.ts';

/** What the command line takes. With none of it, the demo company is told. */
export interface SeedOptions {
  readonly customers?: number;
  readonly interactions?: number;
  readonly random?: number;
}

const DEFAULT_CUSTOMERS = 20_000;
const INTERACTIONS_PER_CUSTOMER = 20;

export async function seed(tools: Tools, options: SeedOptions): Promise<void> {
  if (Object.keys(options).length > 0) return seedMuch(tools, sizeOf(options));
  const config = { ...tools.config, isDemo: true };
  const { howToSignIn } = await prepareDatabase({ ...tools, config });
  console.log(`The demo company is told. ${howToSignIn}`);
}

function sizeOf({
  customers = DEFAULT_CUSTOMERS,
  interactions,
  random = 1,
}: SeedOptions): BulkSize {
  const size = { customers, interactions: interactions ?? customers * INTERACTIONS_PER_CUSTOMER };
  return { ...size, seed: random };
}

async function seedMuch(tools: Tools, size: BulkSize): Promise<void> {
  const { say } = tools;
  const config = { ...tools.config, isDemo: false };
  const { url, workspaceId, howToSignIn } = await prepareDatabase({ ...tools, config });
  const { seedInBulk } = await import('./bulk-seed/bulk-seed.ts');
  const { database, logPool, close } = openDatabase(url);
  try {
    const start = performance.now();
    const deps = { databaseUrl: url, database, logPool, workspaceId };
    const { customers, interactions, isNew } = await seedInBulk(deps, size, say);
    const there = `${customers} customers and ${interactions} interactions`;
    if (!isNew && (customers !== size.customers || interactions !== size.interactions)) {
      throw new StartProblem(
        `There are ${there} from an earlier run, and a workspace is filled once. Nothing was added. For another size take an empty database.`,
      );
    }
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(
      isNew
        ? `Wrote ${there} with their events in ${seconds} s. ${howToSignIn}`
        : `There are ${there} from an earlier run. Nothing was added. ${howToSignIn}`,
    );
  } finally {
    await close();
  }
}
