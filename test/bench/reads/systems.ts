import { type Child, openChild } from '../open-child.ts';
import type { Calls } from '../answer-calls.ts';
import type { measures } from '../measures.ts';
import type { LimitBody } from './limit-server.ts';
import type { Target } from './load-client.ts';
import type { Input, OperationName } from './operations.ts';
import { postgraphileBody } from './postgraphile-documents.ts';
import { rapportBody } from './rapport-documents.ts';
import type { Stage } from './stage.ts';

export const systemNames = ['limit', 'postgraphile', 'rapport', 'ordinary'] as const;
export type SystemName = (typeof systemNames)[number];

type ServerCalls = typeof measures & Calls & { start(stage: Stage): Promise<string> };

/** One of the servers that are compared, in a process of its own, and how it is asked. */
export interface System {
  readonly name: SystemName;
  readonly server: Child<ServerCalls>;
  readonly target: Target;
  /** Whether it numbers the events that it writes. */
  readonly hasEvents: boolean;
  body(operation: OperationName, input: Input): string;
  /** Keeps it from doing anything while it is not its turn. */
  freeze(): void;
  thaw(): void;
}

interface Kind {
  readonly file: URL;
  readonly body: (operation: OperationName, input: Input, stage: Stage) => string;
  readonly headers?: (stage: Stage) => Readonly<Record<string, string>>;
  /** Told to the server besides the stage. */
  readonly settings?: { readonly compileReads: boolean };
}

const limitBody = (operation: OperationName, input: Input) =>
  JSON.stringify({ operation, input } satisfies LimitBody);
const bearer = ({ token }: Stage) => ({ authorization: `Bearer ${token}` });

const PRODUCTION = { NODE_ENV: 'production', GRAPHILE_ENV: 'production' };

const kinds: Record<SystemName, Kind> = {
  limit: { file: new URL('limit-server.ts', import.meta.url), body: limitBody },
  postgraphile: {
    file: new URL('postgraphile-server.ts', import.meta.url),
    body: postgraphileBody,
  },
  rapport: {
    file: new URL('rapport-server.ts', import.meta.url),
    body: rapportBody,
    headers: bearer,
  },
  ordinary: {
    file: new URL('rapport-server.ts', import.meta.url),
    body: rapportBody,
    headers: bearer,
    settings: { compileReads: false },
  },
};

/** Starts one; with a folder for profiles, its CPU profile is left there when it ends. */
export async function openSystem(
  name: SystemName,
  stage: Stage,
  profileDir: string | null,
): Promise<System> {
  const { file, body, headers, settings } = kinds[name];
  const execArgv =
    profileDir === null
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`, `--cpu-prof-name=${name}.cpuprofile`];
  const server = await openChild<ServerCalls>(file, { execArgv, env: PRODUCTION });
  const url = await server.call('start', { ...stage, ...settings });
  return {
    name,
    server,
    target: { url: url.replace('localhost', '127.0.0.1'), headers: headers?.(stage) ?? {} },
    hasEvents: body === rapportBody,
    body: (operation, input) => body(operation, input, stage),
    freeze: () => process.kill(server.pid, 'SIGSTOP'),
    thaw: () => process.kill(server.pid, 'SIGCONT'),
  };
}
