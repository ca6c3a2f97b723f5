import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { Pool } from 'pg';

/** Sends a whole script, such as a migration, to the database. */
export type RunScript = (pool: Pool, script: string) => Promise<void>;

/** Nothing in the database is managed by anybody else. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

export interface OpenSchemaEngine {
  readonly engine: SchemaEngine;
  close(): Promise<void>;
}

interface EngineExports {
  __wbindgen_start(): void;
}

// Node has it; its types leave it to those of browsers.
declare const WebAssembly: {
  instantiate(bytes: Buffer, imports: object): Promise<{ instance: { exports: EngineExports } }>;
};

/**
 * Opens Prisma's schema engine, compiled to WebAssembly, over the pg driver: the engine of
 * `prisma migrate` without its download. Takes about 100 ms. The caller closes it.
 */
export async function openSchemaEngine(
  url: string,
  runScript: RunScript = sendWhole,
): Promise<OpenSchemaEngine> {
  const { SchemaEngine } = await (loading ??= load());
  const datamodel = 'datasource db {\n  provider = "postgresql"\n}\n';
  const pool = new Pool({ connectionString: url, application_name: 'rapport migrate' });
  // Of a connection that breaks while idle the next statement tells.
  pool.on('error', () => undefined);
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', datamodel]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(scriptAware(new PrismaPg(pool), runScript)),
  );
  return {
    engine,
    async close() {
      engine.free();
      await pool.end();
    },
  };
}

// One WebAssembly instance serves the whole process: the package keeps it in module variables.
let loading: ReturnType<typeof load> | undefined;

async function load() {
  // The package's own loader needs a bundler; this is the same by hand.
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = readFileSync(join(dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': withoutWaiting(bindings),
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

/** The engine leaves its 10 s limits running when it is done: they shall not keep the process. */
function withoutWaiting(bindings: object): object {
  return Object.fromEntries(
    Object.entries(bindings).map(([name, binding]: [string, (...args: unknown[]) => unknown]) => {
      if (!name.startsWith('__wbg_setTimeout_')) return [name, binding];
      return [name, (...args: unknown[]) => (binding(...args) as NodeJS.Timeout).unref()];
    }),
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
