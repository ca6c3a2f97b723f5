import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import sirv from 'sirv';
import { answerUnreadable, headRefusal, MAX_HEAD_BYTES } from './request-size.ts';
import type { HttpApi } from '../graphql/http.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Readiness } from '../platform/health.ts';

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export interface WebServerOptions {
  readonly api: HttpApi;
  /** Answers what lies below `/exports/`. */
  readonly download: Route;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly metrics: Metrics;
  readonly readiness: (deep: boolean) => Promise<Readiness>;
  /** The page to explore the API with; absent in production. */
  readonly graphiql?: () => Promise<string>;
  /** The built client. Absent: only the API is served. */
  readonly clientDir?: string;
}

/** Where files lie. */
const FILES = '/exports/';

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
/** How often slow connections are looked for. */
const TIMEOUT_CHECK_MS = 1_000;

// Nothing from elsewhere, no inline scripts; inline styles, because the UI kit sets positions by them.
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Makes the one HTTP server: API, client, health and metrics on one port. Not listening yet. */
export function webServer(options: WebServerOptions): Server {
  const { api, metrics } = options;
  const routes: Record<string, Route> = {
    '/graphql': (request, response) => api.graphql(request, response),
    '/session': (request, response) => api.session(request, response),
    '/healthz': (_request, response) => sendJson(response, 200, { status: 'ok' }),
    '/readyz': async (request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const state = await options.readiness(searchParams.get('deep') === '1');
      sendJson(response, state.isReady ? 200 : 503, state);
    },
    '/metrics': async (_request, response) => {
      const text = await metrics.text();
      response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
    },
    ...(options.graphiql === undefined ? {} : { '/graphiql': graphiqlRoute(options.graphiql) }),
  };
  const serveClient = options.clientDir === undefined ? null : clientRoute(options.clientDir);

  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: MAX_HEAD_BYTES,
    },
    (request, response) => {
      const startedAt = performance.now();
      const path = (request.url ?? '/').split('?', 1)[0]!;
      const route = routes[path] ?? (path.startsWith(FILES) ? options.download : undefined);
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('referrer-policy', 'same-origin');
      response.once('close', () => {
        const name = route ? path.split('/', 2)[1]! : 'client';
        metrics.countRequest(name, response.statusCode, (performance.now() - startedAt) / 1000);
      });
      const tooLong = headRefusal(request);
      if (tooLong) response.writeHead(tooLong, { connection: 'close' }).end();
      else if (route) void route(request, response);
      else if (serveClient) void serveClient(request, response);
      else sendJson(response, 404, { error: 'There is nothing here. The API is at /graphql.' });
    },
  );
  server.on('clientError', answerUnreadable);
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if ((request.url ?? '').split('?', 1)[0] === '/graphql') options.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return server;
}

/** Listens, and answers with the address to open. Rejects when the port is taken. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: chosen } = server.address() as AddressInfo;
  return addressOf(host, chosen);
}

/** The address to open, of a server that listens there. */
export function addressOf(host: string, port: number): string {
  const isLocal = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host);
  return `http://${isLocal ? 'localhost' : host}:${port}`;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

function graphiqlRoute(makePage: () => Promise<string>): Route {
  let page: Promise<string> | undefined;
  return async (_request, response) => {
    page ??= makePage();
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(await page);
  };
}

function clientRoute(folder: string): Route {
  const serve = sirv(folder, {
    single: true,
    etag: true,
    // Looks at the folder anew each time: the client may be built again while this runs.
    dev: true,
    setHeaders(response, path) {
      response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
      // Names below /assets hold a hash of what is in them.
      response.setHeader(
        'cache-control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return (request, response) =>
    serve(request, response, () => sendJson(response, 404, { error: 'There is nothing here.' }));
}
