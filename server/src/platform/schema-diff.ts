import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PRISMA_FOLDER } from './migrations.ts';
import { NO_FILTERS, openSchemaEngine } from './schema-engine.ts';

interface SchemaFile {
  readonly path: string;
  readonly content: string;
}

/**
 * The SQL that leads from the schema as committed (at `revision`) to the schema as it stands now:
 * the draft of a new migration. Needs git, and any PostgreSQL at `url`, where it only asks for the
 * version.
 */
export async function schemaDiff(url: string, revision: string): Promise<string> {
  const before = committedSchema(revision);
  const { engine, close } = await openSchemaEngine(url);
  try {
    const { stdout } = await engine.diff({
      from: before.length === 0 ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: before },
      to: { tag: 'schemaDatamodel', files: presentSchema() },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    return stdout ?? '';
  } finally {
    await close();
  }
}

function presentSchema(): SchemaFile[] {
  const folder = join(PRISMA_FOLDER, 'schema');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .map((name) => ({ path: name, content: readFileSync(join(folder, name), 'utf8') }));
}

function committedSchema(revision: string): SchemaFile[] {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: PRISMA_FOLDER, encoding: 'utf8' });
  const names = git('ls-tree', '--name-only', revision, 'schema/').split('\n');
  return names
    .filter((name) => name.endsWith('.prisma'))
    .map((name) => ({ path: basename(name), content: git('show', `${revision}:./${name}`) }));
}
