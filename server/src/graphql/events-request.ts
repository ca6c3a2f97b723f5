import type { IncomingMessage } from 'node:http';
import type { Asking } from './context.ts';
import { HttpRefusal } from './http-request.ts';

/** What a request for events asks to be run. */
export interface EventsRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
  /** It came by GET, so it may not change anything. */
  readonly isReadOnly: boolean;
}

const EVENTS = 'text/event-stream';
const ANSWERS = [EVENTS, 'application/graphql-response+json', 'application/json'];

/**
 * Whether the caller asks for server-sent events: of the types that it accepts, and we have, they
 * stand first. Clients that can read both, such as urql, name JSON before them.
 */
export function wantsEvents({ headers }: IncomingMessage): boolean {
  const accepted = (headers.accept ?? '').split(',').map((type) => type.split(';', 1)[0]!.trim());
  return accepted.find((type) => ANSWERS.includes(type)) === EVENTS;
}

/** Where a reconnecting browser goes on: its `Last-Event-ID`, which is the cursor of what it saw last. */
export function resumption({ headers }: IncomingMessage): Pick<Asking, 'resumeAfter'> {
  const cursor = headers['last-event-id'];
  return typeof cursor === 'string' && cursor !== '' ? { resumeAfter: cursor } : {};
}

/** Reads the operation from a JSON body, or from the address of a GET. @throws {HttpRefusal} BAD_REQUEST */
export function eventsRequest(
  request: IncomingMessage,
  body: Readonly<Record<string, unknown>> | null,
): EventsRequest {
  const { query, operationName = null, variables = null } = body ?? parameters(request);
  if (typeof query !== 'string') throw new HttpRefusal('BAD_REQUEST', '`query` has to be text.');
  if (operationName !== null && typeof operationName !== 'string') {
    throw new HttpRefusal('BAD_REQUEST', '`operationName` has to be text.');
  }
  if (typeof variables !== 'object' || Array.isArray(variables)) {
    throw new HttpRefusal('BAD_REQUEST', '`variables` has to be an object.');
  }
  return {
    query,
    operationName,
    variables: variables as EventsRequest['variables'],
    isReadOnly: body === null,
  };
}

function parameters({ url }: IncomingMessage): Record<string, unknown> {
  const { searchParams } = new URL(url ?? '/', 'http://localhost');
  const variables = searchParams.get('variables');
  try {
    return {
      query: searchParams.get('query'),
      operationName: searchParams.get('operationName'),
      variables: variables === null ? null : (JSON.parse(variables) as unknown),
    };
  } catch {
    throw new HttpRefusal('BAD_REQUEST', '`variables` has to be JSON.');
  }
}
