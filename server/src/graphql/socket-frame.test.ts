import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Duplex, Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { batchOf } from './outlet.ts';
import { writeBatch } from './socket-frame.ts';

const server = createServer();
const upgrades = new WebSocketServer({ noServer: true });
let url: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** A socket's two ends, and the stream below the server's. */
async function open() {
  const upgraded = new Promise<{ socket: WebSocket; stream: Duplex }>((resolve) => {
    server.once('upgrade', (request, stream, head) => {
      upgrades.handleUpgrade(request, stream, head, (socket) => resolve({ socket, stream }));
    });
  });
  const client = new WebSocket(url);
  const received: string[] = [];
  client.on('message', (data: Buffer) => received.push(data.toString()));
  return { ...(await upgraded), client, received };
}

const batch = (...texts: readonly string[]) =>
  batchOf(
    texts.map((text) => ({ json: JSON.stringify({ data: text }), cursor: null })),
    null,
  );
const message = (id: string, text: string) =>
  JSON.stringify({ id, type: 'next', payload: { data: text } });

test('every socket gets a batch under its own id, in order with what ws sends, whatever the sizes', async () => {
  const texts = ['short', 'é'.repeat(200), 'x'.repeat(70_000), ''];
  const shared = batch(...texts);
  const ids = ['1', '2', 'a "quoted" id', 'ğüş', 'x'.repeat(200)];
  const ends: Awaited<ReturnType<typeof open>>[] = [];
  while (ends.length < ids.length) ends.push(await open());

  ends.forEach(({ socket, stream }, index) => {
    socket.send('before');
    writeBatch(stream, JSON.stringify(ids[index]), shared);
    socket.send('after');
    socket.close(4000);
  });
  const codes = await Promise.all(
    ends.map(async ({ client }) => ((await once(client, 'close')) as [number])[0]),
  );

  expect(codes).toEqual(ids.map(() => 4000));
  ends.forEach(({ received }, index) => {
    const id = ids[index]!;
    expect(received).toEqual(['before', ...texts.map((text) => message(id, text)), 'after']);
  });
});

test('the bytes that a connection has not taken yet are its own', () => {
  const taken: string[] = [];
  const slow = () =>
    new Writable({
      // Kept as they are, and looked at when the others were written.
      write(chunk: Buffer, _encoding, callback) {
        setImmediate(() => {
          taken.push(chunk.toString('latin1'));
          callback();
        });
      },
    });
  const shared = batch('one');
  const streams = ['a', 'b', 'c'].map((id) => {
    const stream = slow();
    writeBatch(stream, `"${id}"`, shared);
    return stream;
  });

  return Promise.all(
    streams.map(async (stream) => {
      stream.end();
      await once(stream, 'finish');
    }),
  ).then(() => {
    expect(taken.map((text) => text.slice(2))).toEqual(
      ['a', 'b', 'c'].map((id) => message(id, 'one')),
    );
  });
});
