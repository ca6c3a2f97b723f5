import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Asking } from './context.ts';
import type { Engine, Operation } from './engine.ts';
import { statusOfRefused } from './http-status.ts';
import type { Sender } from './sender.ts';

/**
 * The short way of a request like most: one query or mutation by POST, or a query by GET, answered in
 * JSON. It leaves out what Yoga does around the engine, and answers with the same bytes, status and headers.
 */
export interface Lane {
  /**
   * Answers the request, which asks for what its body or its address says. False: it is not for the
   * lane; nothing was done, and Yoga has to serve it.
   */
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Readonly<Record<string, unknown>>,
    sender: Sender,
  ): Promise<boolean>;
}

/** Opens it. What is refused before it is executed goes to Yoga, so that there is one wording of it. */
export function openLane(engine: Engine): Lane {
  /** What it comes to, if it may run. */
  const admitted = (operation: Operation, asking: Asking) => {
    const errors = engine.validate(operation.document, asking, operation.operationName);
    if (errors.length > 0 || engine.isSubscription(operation)) return null;
    const judged = engine.judge(operation, asking);
    return 'variables' in judged ? judged : null;
  };

  return {
    async answer(request, response, asked, sender) {
      const { asking, access } = sender;
      const type = answerType(request.headers.accept);
      const operation = type && operationOf(engine, asked);
      const judged = operation && admitted(operation, asking);
      if (!operation || !judged) return false;
      if (request.method === 'GET' && engine.isMutation(operation)) return false;
      const isWritten =
        access !== null && (await engine.writeHot(operation, judged, asking, access));
      try {
        const whole = await engine.readWhole(operation, judged, asking);
        if (whole && (access === null || isWritten || whole.access === access)) {
          send(response, OK, type, whole.text);
          return true;
        }
      } catch (error) {
        // What is written is answered with what `run` makes of the same trouble.
        if (!isWritten) {
          await sender.settle();
          write(response, type, { errors: [engine.mask(error, asking)] });
          return true;
        }
      }
      if (!isWritten) await sender.settle();
      const { cost } = judged;
      write(response, type, await engine.run({ ...operation, cost, release: () => {} }, asking));
      return true;
    },
  };
}

type AnswerType = 'application/json' | 'application/graphql-response+json';

/** The media type of the answer: the first of the accepted ones that we have. Null: there is none, or it says more than types. */
function answerType(accept: string | undefined): AnswerType | null {
  if (accept === undefined || accept === '*/*') return 'application/json';
  for (const accepted of accept.split(',')) {
    const type = accepted.trim();
    if (type === 'application/json' || type === 'application/graphql-response+json') return type;
    if (!/^[a-z]+\/[a-z+-]+$/.test(type)) return null;
  }
  return null;
}

const PARAMETERS: ReadonlySet<string> = new Set(['query', 'operationName', 'variables']);

/** What the address of a GET asks for. Null: it says something else than an operation, or says it oddly. */
export function askedByAddress({ url }: IncomingMessage): Record<string, unknown> | null {
  const { searchParams } = new URL(url ?? '/', 'http://localhost');
  const asked = Object.fromEntries(searchParams);
  if (searchParams.size !== Object.keys(asked).length) return null;
  const { variables } = asked;
  if (variables === undefined) return asked;
  try {
    return { ...asked, variables: JSON.parse(variables) as unknown };
  } catch {
    return null;
  }
}

/** The operation of a body that has what a body has, and a text that can be parsed. */
function operationOf(engine: Engine, body: Readonly<Record<string, unknown>>): Operation | null {
  for (const name in body) if (!PARAMETERS.has(name)) return null;
  const { query, operationName, variables } = body;
  if (typeof query !== 'string') return null;
  if (operationName != null && (typeof operationName !== 'string' || operationName === ''))
    return null;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return null;
  const document = parsed(engine, query);
  return (
    document && {
      document,
      operationName,
      variables: variables as Operation['variables'],
    }
  );
}

function parsed(engine: Engine, query: string): DocumentNode | null {
  try {
    return engine.parse(query);
  } catch {
    return null;
  }
}

const OK = 200;

function write(response: ServerResponse, type: AnswerType, result: ExecutionResult): void {
  const isExecuted = 'data' in result;
  const status = isExecuted
    ? OK
    : statusOfRefused(result.errors ?? [], type === 'application/json');
  send(response, status, type, JSON.stringify(result));
}

function send(response: ServerResponse, status: number, type: AnswerType, text: string): void {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
