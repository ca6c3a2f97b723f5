import type { IncomingMessage, ServerResponse } from 'node:http';
import { type RefusalCode, refusalStatus } from './refusal.ts';

/** The largest body of a request, in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;

const BODY_TIMEOUT_MS = 10_000;

const ANSWERS = ['application/graphql-response+json', 'application/json', 'text/event-stream'];

/** A request that is refused before GraphQL sees it. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly code: RefusalCode;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: RefusalCode,
    message: string,
    options: { status?: number; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.code = code;
    this.status = options.status ?? refusalStatus[code];
    this.headers = options.headers ?? {};
  }
}

/** Answers with a refusal in the form of a GraphQL error. */
export function sendRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: HttpRefusal,
  requestId: string,
): void {
  const accepts = String(request.headers.accept ?? '');
  const type =
    accepts.includes('application/json') && !accepts.includes('graphql-response')
      ? 'application/json'
      : 'application/graphql-response+json';
  const { code, message } = refusal;
  const text = JSON.stringify({
    errors: [{ message, extensions: { code, retryable: refusal.status >= 429, requestId } }],
  });
  response.writeHead(refusal.status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
    ...refusal.headers,
    // The rest of a body that was refused is not read.
    ...(request.complete ? {} : { connection: 'close' }),
  });
  response.end(text);
}

/**
 * Judges method, media types and the headers that a web page of another origin cannot set.
 *
 * @throws {HttpRefusal} 405, 406, 415, 403
 */
export function judgeHeaders(request: IncomingMessage): void {
  judgeSender(request);
  if (!acceptsAnswers(request.headers.accept)) {
    throw new HttpRefusal('NOT_ACCEPTABLE', `Accept one of ${ANSWERS.join(', ')}.`, {
      headers: { accept: ANSWERS.join(', ') },
    });
  }
}

function judgeSender(request: IncomingMessage): void {
  const { method, headers } = request;
  if (method === 'GET') {
    if (!isDeliberate(request)) {
      throw new HttpRefusal(
        'CSRF',
        'A GET needs the header x-rapport-csrf: 1, so that no other web page can send it.',
      );
    }
    return;
  }
  if (method !== 'POST') {
    throw new HttpRefusal('METHOD_NOT_ALLOWED', 'Use POST, or GET for queries.', {
      headers: { allow: 'GET, POST' },
    });
  }
  const type = String(headers['content-type'] ?? '')
    .split(';', 1)[0]!
    .trim()
    .toLowerCase();
  if (type !== 'application/json' || /;\s*application\//i.test(headers['content-type'] ?? '')) {
    throw new HttpRefusal('UNSUPPORTED_MEDIA_TYPE', 'Send application/json.', {
      headers: { accept: 'application/json' },
    });
  }
  if (headers['content-encoding'] && headers['content-encoding'] !== 'identity') {
    throw new HttpRefusal('UNSUPPORTED_MEDIA_TYPE', 'Send the body as it is, not compressed.');
  }
}

/** Whether one of the media types that we answer in is accepted. No header accepts everything. */
function acceptsAnswers(accept: string | undefined): boolean {
  if (!accept) return true;
  const wanted = accept.split(',').map((type) => type.split(';', 1)[0]!.trim().toLowerCase());
  return wanted.some((type) => ANSWERS.includes(type) || ['*/*', 'application/*'].includes(type));
}

/** Whether a GET carries something that a form, a link or an image cannot send. */
function isDeliberate({ headers }: IncomingMessage): boolean {
  if (headers.authorization || headers['x-rapport-csrf'] || headers['x-graphql-yoga-csrf'])
    return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return /application\/(graphql-response\+)?json|text\/event-stream/.test(headers.accept ?? '');
}

/**
 * Reads a JSON body of at most 256 KB, within 10 s.
 *
 * @throws {HttpRefusal} 413, 408, 400
 */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const body = parseJson((await readBody(request)).toString('utf8'));
  if (Array.isArray(body)) {
    throw new HttpRefusal('BATCHING_DISABLED', 'Send one operation at a time.');
  }
  if (body === null || typeof body !== 'object')
    throw new HttpRefusal('BAD_REQUEST', 'The body is not a JSON object.');
  return body as Record<string, unknown>;
}

/** By events and not by an async iterator, which costs more than everything else about a small body. */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (run: () => void) => {
      clearTimeout(timer);
      request.off('data', take).off('end', end).off('error', fail).off('close', gone);
      run();
    };
    const fail = (error: Error) => settle(() => reject(error));
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) fail(tooLarge());
      else chunks.push(chunk);
    };
    const end = () =>
      settle(() => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    const gone = () => fail(new HttpRefusal('BAD_REQUEST', 'The body broke off.'));
    const timer = setTimeout(
      () => fail(new HttpRefusal('BAD_REQUEST', 'The body took too long.', { status: 408 })),
      BODY_TIMEOUT_MS,
    );
    request.on('data', take).on('end', end).on('error', fail).on('close', gone);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new HttpRefusal('BAD_REQUEST', 'The body is not JSON.');
  }
}

function tooLarge(): HttpRefusal {
  return new HttpRefusal('PAYLOAD_TOO_LARGE', `A body has at most ${MAX_BODY_BYTES} bytes.`);
}
