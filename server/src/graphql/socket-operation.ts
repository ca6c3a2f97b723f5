import type { Duplex } from 'node:stream';
import type { ExecutionResult } from 'graphql';
import { MessageType } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Batch, OpenStream, Outlet } from './outlet.ts';
import type { Pressure } from './pressure.ts';
import { writeBatch } from './socket-frame.ts';

/** The connection that an operation belongs to. */
export interface Wire {
  readonly socket: WebSocket;
  /** The stream below the socket. */
  readonly stream: Duplex;
  readonly pressure: Pressure;
  /** What is under way, by id. */
  readonly operations: Map<string, SocketOperation>;
}

/** One operation on a socket, and where its results go. There is one for every subscription that is open, so it holds little. */
export class SocketOperation implements Outlet {
  /** What tells it, if it is a subscription that was begun. */
  stream: OpenStream | null = null;
  #gone: AbortController | null = null;
  readonly #wire: Wire;
  /** In quotes, as it stands in messages. */
  readonly #id: string;

  constructor(wire: Wire, id: string) {
    this.#wire = wire;
    this.#id = JSON.stringify(id);
  }

  /** Whether it is under way: neither ended nor no longer wanted, and its connection is open. */
  get isWanted(): boolean {
    const { operations, socket } = this.#wire;
    return operations.get(this.#key) === this && socket.readyState === socket.OPEN;
  }

  /** Aborts when it is abandoned. Made where it is asked for: a subscription needs none. */
  get signal(): AbortSignal {
    this.#gone ??= new AbortController();
    if (!this.isWanted) this.#gone.abort();
    return this.#gone.signal;
  }

  get hasRoom(): boolean {
    // Asked before each delivery: what `pressure` would answer, without asking it.
    return !this.#wire.stream.writableNeedDrain;
  }

  room(): Promise<boolean> {
    return this.#wire.pressure.room();
  }

  send(batch: Batch): void {
    const { socket, stream } = this.#wire;
    if (socket.readyState === socket.OPEN) writeBatch(stream, this.#id, batch);
  }

  /** Ends with the answer of a query or a mutation, or of a subscription that has no stream. */
  answer(result: ExecutionResult): void {
    if (!this.isWanted) return;
    this.#write(MessageType.Next, JSON.stringify(result));
    this.complete();
  }

  /** Ends it before it was executed. */
  refuse(errors: readonly unknown[]): void {
    if (!this.isWanted) return;
    this.#wire.operations.delete(this.#key);
    this.#write(MessageType.Error, JSON.stringify(errors));
  }

  complete(): void {
    if (!this.isWanted) return;
    this.#wire.operations.delete(this.#key);
    this.#write(MessageType.Complete);
  }

  /** The client, or its connection, is gone. */
  abandon(): void {
    this.#wire.operations.delete(this.#key);
    this.stream?.stop();
    this.#gone?.abort();
  }

  get #key(): string {
    return JSON.parse(this.#id) as string;
  }

  #write(type: MessageType, payload?: string): void {
    const rest = payload === undefined ? '' : `,"payload":${payload}`;
    this.#wire.socket.send(`{"id":${this.#id},"type":"${type}"${rest}}`);
  }
}
