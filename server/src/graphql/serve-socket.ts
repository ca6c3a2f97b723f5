import type { Duplex } from 'node:stream';
import { CloseCode, MessageType, parseMessage, type SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { type Viewer, visibilityClass } from '../kernel/viewer.ts';
import { auditDenial } from './audit-denial.ts';
import { authenticate } from './bearer.ts';
import type { Asking, Caller, Services } from './context.ts';
import type { Engine } from './engine.ts';
import { Pressure } from './pressure.ts';
import type { MessageMeter, MessageVerdict } from './message-meter.ts';
import { Refusal } from './refusal.ts';
import { newRequestId } from './request-id.ts';
import type { SessionWatch } from './session-watch.ts';
import { SocketOperation, type Wire } from './socket-operation.ts';

const INIT_TIMEOUT_MS = 3_000;
/** Time for a client that is sent away to answer, before its connection is cut. */
const FAREWELL_MS = 1_000;
/** The same for one that has to read first what it was sent, and then why. */
const LAST_CHANCE_MS = 5_000;
const TRY_AGAIN_LATER = 1013;

export interface SocketMeans {
  readonly engine: Engine;
  readonly services: Services;
  readonly sessions: SessionWatch;
  /** How long a client may take nothing. Default 30 s. */
  readonly blockedMs?: number;
}

/**
 * One socket that speaks graphql-transport-ws. The token comes in `connection_init`; who asks is
 * looked up anew for each operation, and an error in one hurts only that one.
 *
 * The protocol's messages are judged by graphql-ws; its server is not used, since it keeps each
 * subscription's own message, closures and iterators for as long as that is open.
 *
 * @see https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
export class SocketConnection implements Wire {
  readonly socket: WebSocket;
  readonly stream: Duplex;
  readonly pressure: Pressure;
  readonly operations = new Map<string, SocketOperation>();
  /** Whether anything was heard of the client since it was last asked. */
  isAlive = true;
  readonly #means: SocketMeans;
  readonly #caller: Caller;
  #token: unknown;
  #viewer: Viewer | null = null;
  #initTimer: NodeJS.Timeout | null;
  /** What is given back when it closes. */
  readonly #releases: (() => void)[] = [];
  readonly #meter: MessageMeter;
  /** The message in hand is one too many: an operation it asks for is refused unread. */
  #isTooMany = false;

  constructor(means: SocketMeans, socket: WebSocket, stream: Duplex, caller: Caller) {
    this.#means = means;
    this.socket = socket;
    this.stream = stream;
    this.#caller = caller;
    this.pressure = new Pressure(stream, this, means.blockedMs);
    this.#initTimer = setTimeout(
      () => this.#close(CloseCode.ConnectionInitialisationTimeout, 'No connection_init came.'),
      INIT_TIMEOUT_MS,
    );
    this.#meter = means.services.admission.meter();
    connections.set(socket, this);
    socket.on('message', onMessage);
    socket.on('ping', onPing);
    socket.on('pong', onPong);
    socket.on('error', onError);
    socket.on('close', onClose);
  }

  /** Takes a message. */
  message(data: Buffer): void {
    this.isAlive = true;
    this.#isTooMany = !this.#isServed(this.#meter.message());
    if (this.#isOpen) void this.#receive(data.toString('utf8'));
  }

  /** Takes a ping of the socket's own protocol. */
  pinged(data: Buffer): void {
    if (this.#isServed(this.#meter.ping()) && this.#isOpen && this.pressure.hasRoom) {
      this.socket.pong(data);
    }
  }

  /** The socket closes by itself, with the code that says why. */
  broke(error: Error): void {
    this.#means.services.log.debug({ err: error }, 'A socket broke.');
  }

  /** The socket is closed: what it held is given back. */
  closed(): void {
    if (this.#initTimer) clearTimeout(this.#initTimer);
    for (const release of this.#releases) release();
    for (const operation of this.operations.values()) operation.abandon();
  }

  /** The client has taken nothing for too long: what is open says so, and it has to come back. */
  async blocked(): Promise<void> {
    await Promise.allSettled(
      [...this.operations.values()].map(async (operation) => operation.stream?.lag()),
    );
    this.#sendAway('You did not read for too long.', LAST_CHANCE_MS);
  }

  /** Asks whether the client is there. One that did not answer last time is cut off, unless it is just behind. */
  ping(): void {
    if (!this.isAlive && this.pressure.hasRoom) return this.socket.terminate();
    this.isAlive = false;
    if (this.#isOpen) this.socket.ping();
  }

  async #receive(text: string): Promise<void> {
    try {
      const message = parse(text);
      if (!message) return this.#close(CloseCode.BadRequest, 'Not a message of the protocol.');
      switch (message.type) {
        case MessageType.ConnectionInit:
          return await this.#admit(message.payload?.['authorization']);
        case MessageType.Ping:
          return this.#pong(message.payload);
        case MessageType.Pong:
          return;
        case MessageType.Subscribe:
          return await this.#begin(message.id, message.payload);
        case MessageType.Complete:
          return this.operations.get(message.id)?.abandon();
        case MessageType.ConnectionAck:
        case MessageType.Next:
        case MessageType.Error:
          return this.#close(CloseCode.BadRequest, 'Not a message for a server.');
      }
    } catch (error) {
      this.#means.services.log.warn({ err: error }, 'A message from a socket was not dealt with.');
      // By a code above 4400 clients of graphql-ws would never come back.
      this.#close(TRY_AGAIN_LATER, 'Try again later.');
    }
  }

  async #admit(token: unknown): Promise<void> {
    if (!this.#initTimer) {
      return this.#close(CloseCode.TooManyInitialisationRequests, 'There was one already.');
    }
    clearTimeout(this.#initTimer);
    this.#initTimer = null;
    this.#token = token;
    const viewer = await this.#lookUp();
    if (!viewer || !this.#isOpen) return;
    const { sessions, services } = this.#means;
    this.#whenClosed(
      sessions.watch(viewer, () => this.#close(CloseCode.Forbidden, 'The session has ended.')),
    );
    // It may have ended between the look and the watch.
    if (!(await this.#lookUp())) return;
    const place = await services.admission.socket(viewer);
    if (!place) return this.#sendAway('You have too many sockets.');
    this.#whenClosed(place);
    this.#viewer = viewer;
    if (this.#isOpen) this.socket.send(`{"type":"${MessageType.ConnectionAck}"}`);
  }

  /** Who asks, as of now. Null: nobody, and the socket closes. */
  async #lookUp(): Promise<Viewer | null> {
    const viewer = await authenticate(this.#means.services.authentication, this.#token);
    if (viewer === null || viewer === 'bad') {
      const unknown: Asking = { viewer: null, requestId: newRequestId(), caller: this.#caller };
      const denied = { code: 'UNAUTHENTICATED', object: 'socket' } as const;
      auditDenial(this.#means.services.log, unknown, denied);
      this.#close(CloseCode.Forbidden, 'The token is not valid.');
      return null;
    }
    const known = this.#viewer;
    // The same object for all operations of a socket, for as long as nothing has changed.
    return known && seesTheSame(known, viewer) ? known : viewer;
  }

  get #isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  #whenClosed(release: () => void): void {
    if (this.#isOpen) this.#releases.push(release);
    else release();
  }

  #pong(payload: unknown): void {
    if (!this.#isServed(this.#meter.ping()) || !this.#isOpen || !this.pressure.hasRoom) return;
    const rest = payload === undefined ? '' : `,"payload":${JSON.stringify(payload)}`;
    this.socket.send(`{"type":"${MessageType.Pong}"${rest}}`);
  }

  async #begin(id: string, payload: SubscribePayload): Promise<void> {
    if (!this.#viewer) return this.#close(CloseCode.Unauthorized, 'Ask to be admitted first.');
    if (this.operations.has(id)) {
      return this.#close(CloseCode.SubscriberAlreadyExists, 'The id is in use.');
    }
    const operation = new SocketOperation(this, id);
    this.operations.set(id, operation);
    const { engine, services } = this.#means;
    const since = services.tail.position;
    const requestId = newRequestId();
    const caller = this.#caller;
    const isTooMany = this.#isTooMany;
    try {
      const most = services.admission.limits.operationsPerSocket;
      if (isTooMany) throw tooMany('Too many messages at once.');
      if (this.operations.size > most) {
        throw tooMany(`At most ${most} operations at once on one socket.`);
      }
      // A client that stops reading is held by its own operations, not by memory.
      if (!(await this.pressure.room())) return;
      const viewer = await this.#lookUp();
      if (!viewer) return;
      this.#viewer = viewer;
      await this.#run(operation, payload, { viewer, since, caller, requestId });
    } catch (error) {
      if (!this.pressure.hasRoom) return this.#close(TRY_AGAIN_LATER, 'Read what you are sent.');
      operation.refuse([engine.mask(error, { viewer: this.#viewer, since, caller, requestId })]);
    }
  }

  async #run(operation: SocketOperation, payload: SubscribePayload, asking: Asking): Promise<void> {
    const { engine } = this.#means;
    const admitted = await engine.admit(payload, asking);
    if ('refused' in admitted) return operation.refuse(admitted.refused);
    if (!engine.isSubscription(admitted.operation)) {
      const { signal } = operation;
      return operation.answer(await engine.run(admitted.operation, { ...asking, signal }));
    }
    const opened = await engine.subscribe(admitted.operation, asking, operation);
    if (!('stream' in opened)) operation.answer(opened);
    else if (operation.isWanted) operation.stream = opened.stream;
    else opened.stream.stop();
  }

  #isServed(verdict: MessageVerdict): boolean {
    const { apiStats: stats } = this.#means.services;
    stats.messages++;
    if (verdict !== 'serve') stats.messagesRefused++;
    if (verdict === 'close') this.#sendAway('Too many messages.');
    return verdict === 'serve';
  }

  #sendAway(reason: string, patienceMs = FAREWELL_MS): void {
    if (!this.#isOpen) return;
    this.#means.services.apiStats.socketsSentAway++;
    this.#close(TRY_AGAIN_LATER, reason);
    // Whoever does not read, or floods us, does not wait for an answer.
    setTimeout(() => this.socket.terminate(), patienceMs).unref();
  }

  #close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }
}

/** One function for all sockets and not one for each, which would be a third of what we hold for it. */
const connections = new WeakMap<WebSocket, SocketConnection>();

function onMessage(this: WebSocket, data: Buffer): void {
  connections.get(this)!.message(data);
}
function onPing(this: WebSocket, data: Buffer): void {
  connections.get(this)!.pinged(data);
}
function onPong(this: WebSocket): void {
  connections.get(this)!.isAlive = true;
}
function onError(this: WebSocket, error: Error): void {
  connections.get(this)!.broke(error);
}
function onClose(this: WebSocket): void {
  connections.get(this)!.closed();
}

function parse(text: string) {
  try {
    return parseMessage(text);
  } catch {
    return null;
  }
}

function seesTheSame(one: Viewer, other: Viewer): boolean {
  return one.teamId === other.teamId && visibilityClass(one) === visibilityClass(other);
}

function tooMany(message: string): Refusal {
  return new Refusal('TOO_MANY_OPERATIONS', message);
}
