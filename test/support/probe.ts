import { getNamedType } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { schema } from '../../server/src/app/schema.ts';
import { type EntryPoint, typeOfEntry, valueWith } from './entry-points.ts';
import { leaveSocket } from './leave-socket.ts';
import type { PopulatedWorkspace } from './populated-workspace.ts';
import { probeDocument, requiredBeside } from './probe-document.ts';
import type { TestServer } from './server.ts';

/** Asks through entry points as one viewer. */
export interface Prober {
  /** The whole answer as text, with the value and what differs from request to request left out. */
  ask(entry: EntryPoint, value: string): Promise<string>;
  /** The same with nothing left out. */
  askPlainly(entry: EntryPoint, value: string): Promise<string>;
  close(): void;
}

/** `from`: a feed cursor from before everything. A stream is read as far as `as` has logged an interaction of its own. */
export function openProber(server: TestServer, as: PopulatedWorkspace, from: string): Prober {
  const socket = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${as.token}` },
  });
  const askPlainly = async (entry: EntryPoint, value: string): Promise<string> => {
    const query = probeDocument(schema, entry);
    const isStreamFilter =
      entry.parent.name === 'Subscription' && entry.path.length > 0 && entry.kind === 'id';
    const argument = valueWith(entry, value, (name, inputType) => {
      if (name === 'cursor') return from;
      const required = { ...entry, path: [name], name: `${inputType}.${name}` };
      return as.ids[typeOfEntry(required)!]!;
    });
    // Beside the value stands one that matches, so that the stream says when it has told everything.
    if (isStreamFilter) addToList(argument, entry, as.ids[typeOfEntry(entry)!]!);
    const nodeId = as.ids[entry.parent.name];
    const variables = { value: argument, nodeId, from, ...(await besideOf(entry)) };
    return entry.parent.name === 'Subscription'
      ? streamed(socket, query, variables)
      : JSON.stringify(await server.graphql(query, variables, as.token));
  };
  /** What the field requires beside the entry point: ids of this workspace, and the place of an event of it. */
  const besideOf = async (entry: EntryPoint) =>
    Object.fromEntries(
      await Promise.all(
        requiredBeside(entry).map(async (arg) => [
          arg.name,
          getNamedType(arg.type).name === 'Cursor'
            ? await loggedEvent(server, as)
            : as.ids[typeOfEntry({ ...entry, arg, path: [], name: arg.name })!],
        ]),
      ),
    );
  return {
    askPlainly,
    ask: async (entry, value) =>
      withoutRequest(await askPlainly(entry, value)).replaceAll(value, '<value>'),
    close: () => leaveSocket(socket),
  };
}

/** An answer without what differs from request to request. */
export function withoutRequest(answer: string): string {
  return answer.replaceAll(/"requestId":"[^"]+"/g, '');
}

/** The cursor of an interaction that was logged. */
async function loggedEvent(server: TestServer, { token }: PopulatedWorkspace): Promise<string> {
  const query = '{ events(filter: { names: ["interaction.logged"] }) { items { cursor } } }';
  const { data } = await server.graphql<{ events: { items: { cursor: string }[] } }>(
    query,
    {},
    token,
  );
  return data.events.items[0]!.cursor;
}

function addToList(argument: unknown, { path }: EntryPoint, id: string): void {
  let at = argument as Record<string, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
  (at[path.at(-1)!] as string[]).push(id);
}

async function streamed(client: Client, query: string, variables: Record<string, unknown>) {
  const items: unknown[] = [];
  try {
    for await (const item of client.iterate({ query, variables })) {
      items.push(item);
      const text = JSON.stringify(item);
      if (text.includes('errors') || text.includes('interaction.logged')) break;
    }
  } catch (errors) {
    items.push(errors);
  }
  return JSON.stringify(items);
}
