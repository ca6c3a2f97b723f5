import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Log } from '../platform/log.ts';
import { isDatabaseAway } from '../platform/sql-state.ts';
import { countRefusal } from './api-stats.ts';
import type { Asking } from './context.ts';
import type { Engine } from './engine.ts';
import { withRefusedStatus } from './http-status.ts';
import { HttpRefusal, judgeHeaders, readJson, sendRefusal } from './http-request.ts';
import { eventsRequest, wantsEvents } from './events-request.ts';
import { askedByAddress, openLane } from './lane.ts';
import { readRefreshCookie, writeRefreshCookie } from './refresh-cookie.ts';
import { sendEvents } from './server-sent-events.ts';
import { senderOf, type SenderOptions } from './sender.ts';

/** Answers requests for the API: `/graphql` (JSON and server-sent events) and `/session`. */
export interface HttpApi {
  graphql(request: IncomingMessage, response: ServerResponse): Promise<void>;
  session(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface HttpApiOptions extends SenderOptions {
  readonly engine: Engine;
  /** Whether common requests go the short way. Default true. */
  readonly lane?: boolean;
  /** How long a reader of events may take nothing. Default 30 s. */
  readonly blockedMs?: number;
}

interface ServerContext {
  asking: Asking;
}

/**
 * Opens the HTTP half of the API. Yoga speaks GraphQL over HTTP; what may be
 * asked, by whom, and how it is executed, is decided here and in the engine.
 *
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
export function openHttpApi(options: HttpApiOptions): HttpApi {
  const { engine, services, isSecure, blockedMs } = options;
  const lane = options.lane === false ? null : openLane(engine);
  const yoga = createYoga<ServerContext>({
    schema: engine.schema,
    plugins: [throughEngine(engine)],
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    batching: false,
    multipart: false,
    cors: false,
    logging: false,
    maskedErrors: false,
    parserAndValidationCache: false,
    disposeOnProcessTerminate: false,
  });

  return {
    graphql: (request, response) =>
      refusing(request, response, async (requestId) => {
        judgeHeaders(request);
        const sender = senderOf(request, response, requestId, options);
        await sender.meet();
        const { asking } = sender;
        const body = request.method === 'POST' ? await readJson(request) : null;
        const asksForEvents = wantsEvents(request);
        const asked = asksForEvents ? null : (body ?? askedByAddress(request));
        if (asked && (await lane?.answer(request, response, asked, sender))) return;
        await sender.settle();
        if (asksForEvents) {
          return sendEvents(engine, response, eventsRequest(request, body), asking, blockedMs);
        }
        if (body) Object.assign(request, { body });
        await yoga.handle(request, response, { asking });
      }),

    session: (request, response) =>
      refusing(request, response, async () => {
        if (request.method !== 'POST') {
          throw new HttpRefusal('METHOD_NOT_ALLOWED', 'Use POST.', { headers: { allow: 'POST' } });
        }
        judgeHeaders(request);
        if (isForeign(request))
          throw new HttpRefusal('CSRF', 'This is for pages of this server only.');
        const cookie = readRefreshCookie(request);
        if (!cookie) {
          // Every first visit asks. To say "nobody" is no error, and no browser reports it as one.
          response.writeHead(204, { 'cache-control': 'no-store' }).end();
          return;
        }
        const signedIn = await services.authentication.refresh(cookie);
        if (!signedIn) {
          writeRefreshCookie(response, null, isSecure);
          throw new HttpRefusal('UNAUTHENTICATED', 'Sign in first.');
        }
        writeRefreshCookie(response, signedIn.refresh, isSecure);
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'cache-control': 'no-store',
        });
        response.end(JSON.stringify({ token: signedIn.token, expiresAt: signedIn.expiresAt }));
      }),
  };

  async function refusing(
    request: IncomingMessage,
    response: ServerResponse,
    run: (requestId: string) => Promise<void>,
  ): Promise<void> {
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    try {
      await run(requestId);
    } catch (error) {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const refusal = asRefusal(error, requestId, services.log);
      countRefusal(services.apiStats, refusal.code);
      sendRefusal(request, response, refusal, requestId);
    }
  }
}

/** What is said outside of an error that happened before GraphQL. */
function asRefusal(error: unknown, requestId: string, log: Log): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  if (isDatabaseAway(error)) {
    log.warn({ err: error, requestId }, 'The database is away.');
    return new HttpRefusal(
      'UNAVAILABLE',
      'The server cannot answer just now. Try again in a moment.',
      { headers: { 'retry-after': '1' } },
    );
  }
  log.error({ err: error, requestId }, 'A request failed.');
  return new HttpRefusal('INTERNAL', 'Something went wrong.', { status: 500 });
}

/** Whether a browser says that a page of another origin sent it. Programs send no Origin. */
export function isForeign(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Puts the engine in the place of Yoga's own parse, validate and execute. */
function throughEngine(engine: Engine): Plugin<ServerContext> {
  const run = ({ document, operationName, variableValues, contextValue }: Arguments) =>
    engine.run({ document, operationName, variables: variableValues }, contextValue.asking);
  return {
    onParse: ({ setParseFn }) =>
      setParseFn((source: string | { body: string }) =>
        engine.parse(typeof source === 'string' ? source : source.body),
      ),
    onValidate: ({ context, setValidationFn }) =>
      setValidationFn(((_schema: unknown, document: Arguments['document']) =>
        engine.validate(
          document,
          (context as unknown as ServerContext).asking,
          operationNameOf(context),
        )) as never),
    onExecute: ({ setExecuteFn }) => setExecuteFn(run as never),
    onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(run as never),
    onResultProcess: ({ result, setResult, serverContext }) => {
      if (!('errors' in result) || !result.errors) return;
      const { asking } = serverContext as unknown as ServerContext;
      const errors = result.errors.map((error) =>
        error.extensions?.requestId ? error : withStatus(engine.mask(error, asking), error),
      );
      const isRefused = !('data' in result);
      setResult({ ...result, errors: isRefused ? errors.map(withRefusedStatus) : errors });
    },
  };
}

type Arguments = {
  document: Parameters<Engine['validate']>[0];
  operationName?: string | null;
  variableValues?: Record<string, unknown>;
  contextValue: ServerContext;
};

function operationNameOf(context: unknown): string | null {
  return (context as { params?: { operationName?: string | null } }).params?.operationName ?? null;
}

/** Yoga reads the status of a failed step from the error it made; masking must not lose it. */
function withStatus<T extends { extensions: Record<string, unknown> }>(
  masked: T,
  original: { extensions?: Record<string, unknown> },
): T {
  if (original.extensions?.http) masked.extensions.http = original.extensions.http;
  return masked;
}
