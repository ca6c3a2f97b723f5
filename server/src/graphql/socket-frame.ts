import type { Writable } from 'node:stream';
import type { Batch, Frame } from './outlet.ts';

/**
 * The bytes of a batch for every socket whose operation id is so many bytes long: complete, unmasked
 * text frames with graphql-ws' messages, in which only the id has to be filled in.
 */
export interface Template {
  bytes: Buffer;
  /** Where the id stands, once per frame. */
  readonly places: readonly number[];
}

const HEAD = Buffer.from('{"id":');
const MIDDLE = Buffer.from(',"type":"next","payload":');
const FIN_TEXT = 0x81;

/** Makes the template of a batch. */
export function template(frames: readonly Frame[], idLength: number): Template {
  const parts: Buffer[] = [];
  const places: number[] = [];
  let length = 0;
  for (const { json } of frames) {
    const payload = Buffer.from(`${json}}`);
    const messageLength = HEAD.length + idLength + MIDDLE.length + payload.length;
    const header = frameHeader(messageLength);
    places.push(length + header.length + HEAD.length);
    parts.push(header, HEAD, Buffer.alloc(idLength), MIDDLE, payload);
    length += header.length + messageLength;
  }
  return { bytes: Buffer.concat(parts, length), places };
}

/**
 * Writes a batch to the stream of a WebSocket, as `next` messages of one operation. Whole frames in
 * one write, so they stand in order with what `ws` sends on the same stream, and its own count of what
 * is buffered stays right.
 *
 * The bytes are made once for all sockets. They are used again as soon as the kernel has them; a
 * connection that does not take them at once keeps them, and the next gets a copy.
 *
 * @param id the operation's id as JSON, in quotes
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
export function writeBatch(stream: Writable, id: string, batch: Batch): void {
  const idLength = Buffer.byteLength(id);
  const templates = (batch.wire.socket ??= new Map<number, Template>());
  let made = templates.get(idLength);
  if (!made) templates.set(idLength, (made = template(batch.frames, idLength)));
  for (const place of made.places) made.bytes.write(id, place, 'utf8');
  stream.write(made.bytes);
  if (stream.writableLength > 0) made.bytes = Buffer.from(made.bytes);
}

/** The header of an unmasked text frame. */
function frameHeader(length: number): Buffer {
  if (length < 126) return Buffer.from([FIN_TEXT, length]);
  const header = Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = FIN_TEXT;
  header[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) header.writeUInt16BE(length, 2);
  else header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
