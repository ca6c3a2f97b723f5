// The floor: `ws` alone, which sends one ready text to every socket.
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { answerCalls } from '../answer-calls.ts';
import { emitting } from './emitting.ts';
import { measures } from '../measures.ts';
import { textFrame } from './text-frame.ts';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
await once(server, 'listening');
const rawSockets = new Set<Socket>();
let connected = 0;
let text = '';
let frame: Buffer | null = null;

const calls = {
  ...measures,
  url: () => `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
  subscribed: () => connected,
  /** What is to be sent: by `ws`, or as a frame made beforehand and written straight to the sockets. */
  prepare(options: { text: string; asFrame: boolean }) {
    text = options.text;
    frame = options.asFrame ? textFrame(text) : null;
  },
  ...emitting(broadcast, { writes: false }),
};
export type BareCalls = typeof calls;

server.on('connection', (client, { socket }) => {
  connected++;
  rawSockets.add(socket);
  client.once('close', () => rawSockets.delete(socket));
});
function broadcast(): void {
  if (frame) for (const socket of rawSockets) socket.write(frame);
  else for (const client of server.clients) client.send(text);
}

answerCalls(calls);
