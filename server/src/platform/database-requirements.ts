import { once } from 'node:events';
import { Client } from 'pg';
import { StartProblem } from './start-problem.ts';

const OLDEST_VERSION = 15;
const EXTENSIONS = ['pg_trgm', 'unaccent', 'btree_gin'];
const CONNECT_LIMIT_MS = 10_000;
const RING_LIMIT_MS = 3000;
const PROBE_CHANNEL = 'rapport_probe';

interface Facts {
  version: number;
  versionText: string;
  encoding: string;
  timeZone: string;
  database: string;
  role: string;
  missingExtensions: string[];
  uninstalledExtensions: string[];
  mayCreateInDatabase: boolean;
  schema: string | null;
  mayCreateInSchema: boolean;
}

/**
 * Checks that a database has what Rapport needs: PostgreSQL 15, UTF-8, three extensions, the rights
 * to make tables, and real sessions (not a pooler that hands a connection round between
 * transactions).
 *
 * @throws {StartProblem} with everything that is missing and how to mend it, one a line
 */
export async function checkDatabase(url: string): Promise<void> {
  const connection = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    options: '-c TimeZone=UTC',
    application_name: 'rapport check',
  };
  const [client, other] = [new Client(connection), new Client(connection)];
  try {
    await Promise.all([connect(client, url), connect(other, url)]);
    const problems = [
      ...problemsOf(await readFacts(client)),
      ...(await problemsOfSessions(client, other)),
    ];
    if (problems.length === 0) return;
    throw new StartProblem(
      `The database of DATABASE_URL needs mending:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  } finally {
    await Promise.allSettled([client.end(), other.end()]);
  }
}

/** What is wrong with a database of which these facts are known; nothing for a good one. */
export function problemsOf(facts: Facts): string[] {
  const { database, role, schema } = facts;
  const problems: string[] = [];
  if (facts.version < OLDEST_VERSION) {
    problems.push(
      `It is PostgreSQL ${facts.versionText}; Rapport needs ${OLDEST_VERSION} or newer.`,
    );
  }
  if (facts.encoding !== 'UTF8') {
    problems.push(
      `Its encoding is ${facts.encoding}; Rapport needs UTF8. Make another database: ` +
        `CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0.`,
    );
  }
  if (facts.timeZone !== 'UTC') {
    problems.push(
      `Sessions stay in time zone ${facts.timeZone}; Rapport must be able to set UTC. ` +
        'Let the pooler pass the start-up parameter "options".',
    );
  }
  if (facts.missingExtensions.length > 0) {
    problems.push(
      `The server lacks the extensions ${facts.missingExtensions.join(', ')}. ` +
        "Install PostgreSQL's contrib package on it.",
    );
  }
  const installable = facts.uninstalledExtensions;
  if (installable.length > 0 && !facts.mayCreateInDatabase) {
    problems.push(
      `The role ${role} may not install the extensions ${installable.join(', ')}. ` +
        `As an administrator: GRANT CREATE ON DATABASE "${database}" TO "${role}".`,
    );
  }
  if (schema === null) {
    problems.push(
      `The role ${role} has no schema to work in: none of its search_path exists. ` +
        'As an administrator: CREATE SCHEMA public.',
    );
  } else if (!facts.mayCreateInSchema) {
    problems.push(
      `The role ${role} may not make tables in the schema ${schema}. ` +
        `As an administrator: GRANT CREATE ON SCHEMA "${schema}" TO "${role}".`,
    );
  }
  return problems;
}

async function connect(client: Client, url: string): Promise<void> {
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { host } = new URL(url);
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new StartProblem(
      `The database of DATABASE_URL at ${host} cannot be opened: ${reason}. ` +
        'Check that PostgreSQL is running there, and the user, password and database name.',
      { cause: error },
    );
  }
}

async function readFacts(client: Client): Promise<Facts> {
  const { rows } = await client.query<Facts>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version,
            current_setting('server_version') AS "versionText",
            current_setting('server_encoding') AS encoding,
            current_setting('TimeZone') AS "timeZone",
            current_database()::text AS database,
            current_user::text AS role,
            ARRAY(SELECT unnest($1::text[]) EXCEPT SELECT name::text FROM pg_available_extensions
                  ORDER BY 1) AS "missingExtensions",
            ARRAY(SELECT unnest($1::text[]) EXCEPT SELECT extname::text FROM pg_extension
                  ORDER BY 1) AS "uninstalledExtensions",
            has_database_privilege(current_database(), 'CREATE') AS "mayCreateInDatabase",
            current_schema()::text AS schema,
            coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS "mayCreateInSchema"`,
    [EXTENSIONS],
  );
  const [facts] = rows;
  if (!facts) throw new Error('PostgreSQL answered a SELECT without FROM with no row');
  return facts;
}

/** A pooler in transaction mode forgets the LISTEN of a session, so its bell never rings. */
async function problemsOfSessions(client: Client, other: Client): Promise<string[]> {
  await client.query(`LISTEN ${PROBE_CHANNEL}`);
  const rung = once(client, 'notification', { signal: AbortSignal.timeout(RING_LIMIT_MS) });
  const hasRung = rung.then(
    () => true,
    () => false,
  );
  await other.query(`NOTIFY ${PROBE_CHANNEL}`);
  if (await hasRung) return [];
  return [
    'LISTEN does not work, most likely since a pooler in transaction mode stands in between. ' +
      'Use its session mode, or connect to PostgreSQL directly.',
  ];
}
