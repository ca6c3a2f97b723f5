import { connect, type Socket } from 'node:net';

/** One kept-alive connection that sends ready bytes and takes the answer, one request at a time. */
export interface HttpConnection {
  /** Answers with status and body. @throws {Error} the connection was closed */
  ask(request: Buffer): Promise<{ readonly status: number; readonly body: Buffer }>;
  close(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n');

/**
 * Opens one. By hand, because a client library would take more of the machine than the servers that
 * are compared. Understands what JSON APIs answer with: a length, or chunks.
 */
export async function openHttpConnection(url: string): Promise<HttpConnection> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let received: Buffer = Buffer.alloc(0);
  let awaited: PromiseWithResolvers<{ status: number; body: Buffer }> | null = null;
  socket.on('data', (data: Buffer) => {
    received = received.length === 0 ? data : Buffer.concat([received, data]);
    const answer = readAnswer(received);
    if (!answer) return;
    received = Buffer.alloc(0);
    awaited?.resolve(answer);
  });
  const fail = (error?: Error) => awaited?.reject(error ?? new Error('The server hung up.'));
  socket.on('error', fail);
  socket.on('close', () => fail());
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return {
    ask(request) {
      awaited = Promise.withResolvers();
      socket.write(request);
      return awaited.promise;
    },
    close: () => socket.destroy(),
  };
}

/** The bytes of a POST. */
export function postRequest(url: string, headers: Readonly<Record<string, string>>, body: string) {
  const { host, pathname } = new URL(url);
  const all = {
    host,
    'content-type': 'application/json',
    accept: 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

function readAnswer(bytes: Buffer): { status: number; body: Buffer } | null {
  const end = bytes.indexOf(HEAD_END);
  if (end === -1) return null;
  const head = bytes.toString('latin1', 0, end).toLowerCase();
  const status = Number(head.slice(9, 12));
  const body = bytes.subarray(end + HEAD_END.length);
  const length = /\ncontent-length: *(\d+)/u.exec(head)?.[1];
  if (length !== undefined) return body.length < Number(length) ? null : { status, body };
  if (!body.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)) return null;
  return { status, body: joinChunks(body) };
}

function joinChunks(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
