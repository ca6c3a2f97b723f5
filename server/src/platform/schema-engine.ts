import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import type { Pool } from 'pg';

/** Sends a whole script, such as a migration, to the database. */
export type RunScript = (pool: Pool, script: string) => Promise<void>;

/** Nothing in the database is managed by anybody else. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

interface EngineExports {
  __wbindgen_start(): void;
}

// Node has it; its types leave it to those of browsers.
declare const WebAssembly: {
  instantiate(bytes: Buffer, imports: object): Promise<{ instance: { exports: EngineExports } }>;
};

/**
 * Opens Prisma's schema engine, compiled to WebAssembly, over the pg driver: the engine of
 * `prisma migrate` without its download. Takes about 100 ms. The caller frees it.
 */
export async function openSchemaEngine(
  url: string,
  runScript: RunScript = sendWhole,
): Promise<SchemaEngine> {
  // The package's own loader needs a bundler; this is the same by hand.
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const entry = import.meta.resolve('@prisma/schema-engine-wasm');
  const bytes = readFileSync(
    fileURLToPath(entry.replace('schema_engine.js', 'schema_engine_bg.wasm')),
  );
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const datamodel = 'datasource db {\n  provider = "postgresql"\n}\n';
  return engine.SchemaEngine.new(
    { datamodels: [['schema.prisma', datamodel]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(scriptAware(new PrismaPg(url), runScript)),
  );
}

/**
 * The adapter itself cuts a script at every semicolon, also inside functions and comments, and
 * commits each piece. A script sent whole is one transaction, as with Prisma's native engine.
 */
function scriptAware(
  adapters: PrismaPg,
  runScript: RunScript,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: adapters.provider,
    adapterName: adapters.adapterName,
    connectToShadowDb: () => adapters.connectToShadowDb(),
    async connect() {
      const adapter = await adapters.connect();
      adapter.executeScript = (script) => runScript(adapter.underlyingDriver(), script);
      return adapter;
    },
  };
}

async function sendWhole(pool: Pool, script: string): Promise<void> {
  await pool.query(script);
}
