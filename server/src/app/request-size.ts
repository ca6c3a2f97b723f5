import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** The longest address of a request, and the most of all its headers, in bytes each. */
const MAX_URL_BYTES = 16 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
/** What the parser takes in before it gives up: an address and headers together. */
export const MAX_HEAD_BYTES = MAX_URL_BYTES + MAX_HEADER_BYTES;

/** The status with which a request is refused whose address or headers are too long. Null: it is served. */
export function headRefusal({ url = '', rawHeaders }: IncomingMessage): 414 | 431 | null {
  if (url.length > MAX_URL_BYTES) return 414;
  let size = 0;
  for (const part of rawHeaders) size += part.length;
  return size > MAX_HEADER_BYTES ? 431 : null;
}

/** Answers a request that cannot be read, as Node does, but for an address that is too long: that is no header. */
export function answerUnreadable(
  error: NodeJS.ErrnoException & { readonly rawPacket?: Buffer },
  socket: Duplex,
): void {
  const status = unreadableStatus(error);
  if (socket.writable && error.code !== 'ECONNRESET') {
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
  } else socket.destroy();
}

function unreadableStatus({
  code,
  rawPacket,
}: {
  code?: string | undefined;
  rawPacket?: Buffer;
}): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  if (code !== 'HPE_HEADER_OVERFLOW') return 400;
  // The first line is the one with the address. A packet that does not begin with it tells nothing.
  const begun = rawPacket?.toString('latin1', 0, MAX_URL_BYTES) ?? '';
  return /^[A-Z]+ [^\r\n]*$/.test(begun) ? 414 : 431;
}
