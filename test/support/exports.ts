import { schema } from '../../server/src/app/schema.ts';
import { takeTurn } from '../../server/src/domains/exports/take-turn.ts';
import { openEngine } from '../../server/src/graphql/engine.ts';
import { waitUntil } from '../../server/src/platform/wait-until.ts';
import { graphqlRequest } from './graphql-request.ts';
import type { TestServer } from './server.ts';
import { type Caller, run } from './workload.ts';

/** An export as its user sees it. */
export interface SeenExport {
  readonly id: string;
  readonly status: string;
  readonly failure: string | null;
  readonly columns: readonly string[];
  readonly rowsWritten: number;
  readonly rowsExpected: number | null;
  readonly bytes: number;
  readonly cursor: string;
  readonly fileName: string;
  readonly url: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

const FIELDS =
  'id status failure columns rowsWritten rowsExpected bytes cursor fileName url startedAt finishedAt';

/** Asks for a list as a file. Answers the export's global id. @throws {Error} refused */
export function startExport(
  caller: Caller,
  connection: object,
  format: 'JSONL' | 'CSV' = 'JSONL',
): Promise<string> {
  return run(caller, 'exportStart', 'Export', { connection, format });
}

/** One export as the caller sees it. Null: it sees none of that id. */
export async function seenExport({ url, token }: Caller, id: string): Promise<SeenExport | null> {
  const { data } = await graphqlRequest<{ export: SeenExport | null }>(
    url,
    `query ($id: ID!) { export(id: $id) { ${FIELDS} } }`,
    { id },
    token,
  );
  return data.export;
}

/** The export once it has ended, in whichever way. */
export async function endedExport(caller: Caller, id: string): Promise<SeenExport> {
  const ended = await waitUntil(async () => {
    const seen = await seenExport(caller, id);
    return seen?.finishedAt ? seen : undefined;
  }, 30_000);
  if (!ended) throw new Error('The export did not end.');
  return ended;
}

/** Asks for a file with the caller's token. */
export function askForFile(
  { url, token }: Caller,
  id: string,
  init: RequestInit = {},
): Promise<Response> {
  return fetch(`${url}/exports/${encodeURIComponent(id)}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...(init.headers as object) },
  });
}

/** The objects in a file of JSONL. */
export async function rowsOf(caller: Caller, id: string): Promise<Record<string, unknown>[]> {
  const text = await (await askForFile(caller, id)).text();
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** What writes a page of an export, whenever it is called; for a server that does not by itself. Answers whether there was one to write. */
export function turnsOf({ services }: TestServer, pageRows: number): () => Promise<boolean> {
  const engine = openEngine(schema, services);
  return () => takeTurn({ services, engine, pageRows });
}
