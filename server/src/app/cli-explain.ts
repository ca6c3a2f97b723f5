import { readFileSync } from 'node:fs';
import {
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import type { Pool } from 'pg';
import { findMember, systemViewer } from '../domains/identity/public.ts';
import { openReads, type ReadRequest } from '../graphql/reads/reads.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { readHead } from '../live/feed-head.ts';
import { type Database, openDatabase } from '../platform/database.ts';
import { sealer } from '../platform/secrets.ts';
import { StartProblem } from '../platform/start-problem.ts';
import { databaseSource } from './database-source.ts';
import type { Tools } from './main.ts';

export interface ExplainOptions {
  /** As whom; default: as the installation itself, which sees everything. */
  readonly email?: string;
  readonly operation?: string;
  /** JSON. Default: none. */
  readonly variables?: string;
}

/** Prints by which path each query of a file is answered, why, by which SQL, and how the database goes about it. */
export async function explain(
  { config, shutdown, say }: Tools,
  file: string,
  { email, operation, variables = '{}' }: ExplainOptions,
): Promise<void> {
  const { schema } = await import('./schema.ts');
  const document = parse(readFileSync(file, 'utf8'));
  const [mistake] = validate(schema, document);
  if (mistake) throw new StartProblem(`${file}: ${mistake.message}`);
  const { database, readPool, logPool, close } = openDatabase(
    await databaseSource(config, shutdown, say),
  );
  shutdown.onStop(close);
  const { cursorKey } = await readHead(logPool);
  const reads = openReads({
    schema,
    pool: readPool,
    listCursors: sealer(cursorKey, 'list cursor'),
  });
  const viewer = await viewerFor(database, email);
  for (const query of queriesOf(document, operation)) {
    const found = reads.plan({
      document,
      operation: query,
      variables: coerced(schema, query, JSON.parse(variables) as Record<string, unknown>),
      viewer,
      feedHead: null,
      execute: null,
    });
    console.log(`# query ${query.name?.value ?? '(without a name)'}\n`);
    if (typeof found === 'string') console.log(`ordinary: ${found}\n`);
    else await printPlan(readPool, found);
  }
}

type Found = Exclude<ReturnType<ReturnType<typeof openReads>['plan']>, string>;

async function printPlan(pool: Pool, { plan, parameters }: Found): Promise<void> {
  const { statement, why } = plan;
  if (!statement) return console.log(`ordinary: ${why.join('; ') || 'nothing is read'}\n`);
  console.log(why.length === 0 ? 'compiled' : `partly compiled: ${why.join('; ')}`);
  console.log(`\n${statement.text}\n`);
  for (const [i, value] of parameters.entries())
    console.log(`$${i + 1} = ${JSON.stringify(value)}`);
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, BUFFERS) ${statement.text}`,
    parameters,
  );
  console.log(`\n${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`);
}

function queriesOf(document: ReadRequest['document'], name: string | undefined) {
  const isQuery = (one: { kind: string }): one is OperationDefinitionNode =>
    one.kind === Kind.OPERATION_DEFINITION &&
    (one as OperationDefinitionNode).operation === 'query';
  const queries = document.definitions.filter(isQuery);
  if (name === undefined) return queries;
  const named = getOperationAST(document, name);
  if (!named) throw new StartProblem(`There is no operation ${name} in it.`);
  return [named];
}

function coerced(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Record<string, unknown>,
): ReadRequest['variables'] {
  const { coerced: variables, errors } = getVariableValues(schema, variableDefinitions, given);
  if (errors) throw new StartProblem(`${errors[0]!.message} Give --variables.`);
  return variables;
}

async function viewerFor(database: Database, email: string | undefined): Promise<Viewer> {
  const workspace = await database.workspace.findFirst({ orderBy: { createdAt: 'asc' } });
  if (!workspace)
    throw new StartProblem('There is no workspace yet. Start Rapport once, then try again.');
  if (email === undefined) return systemViewer(workspace.id);
  const membership = await database.membership.findFirst({
    where: { workspaceId: workspace.id, user: { email: email.trim().toLowerCase() } },
  });
  const member = membership && (await findMember(database, workspace.id, membership.userId));
  if (!member) throw new StartProblem(`Nobody signs in as ${email} here.`);
  return { ...member, sessionId: null, expiresAt: null };
}
