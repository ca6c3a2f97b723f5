import {
  closeRoom,
  type Contestant,
  type Name,
  openRoom,
  type Room,
  sendBurst,
} from './contestant.ts';

export interface FanOutCase {
  readonly title: string;
  readonly subscribers: number;
  readonly shapes: number;
  /** Events that are brought about together; the next follow once all subscribers have these. */
  readonly inFlight: number;
}

/** What one contestant did in one round. */
export interface Turn {
  readonly perCpuSecond: number;
  readonly perSecond: number;
}

export interface FanOutResult {
  readonly fanOut: FanOutCase;
  /** Per contestant, in the order of the rounds. */
  readonly turns: ReadonlyMap<Name, readonly Turn[]>;
  /** Bytes of heap per idle subscriber. */
  readonly heap: ReadonlyMap<Name, number>;
  readonly messageBytes: ReadonlyMap<Name, number>;
}

/** Measures one case: all contestants' subscribers are connected, and they take turns. */
export async function measureFanOut(
  fanOut: FanOutCase,
  contestants: readonly Contestant[],
  options: { readonly rounds: number; readonly seconds: number },
): Promise<FanOutResult> {
  const heap = new Map<Name, number>();
  const turns = new Map<Name, Turn[]>();
  const messageBytes = new Map<Name, number>();
  const rooms: Room[] = [];
  for (const contestant of contestants) {
    const { name, server } = contestant;
    const before = await server.call('heapBytes');
    const room = await openRoom(contestant, fanOut);
    heap.set(name, ((await server.call('heapBytes')) - before) / fanOut.subscribers);
    turns.set(name, []);
    await contestant.prepare?.();
    await sendBurst(room, fanOut.inFlight);
    rooms.push(room);
  }
  for (let round = 0; round < options.rounds; round++) {
    for (const room of rotated(rooms, round)) {
      turns.get(room.contestant.name)!.push(await takeTurn(room, fanOut, options.seconds));
    }
  }
  for (const room of rooms) {
    const { events, bytes } = await room.clients.call('tally');
    messageBytes.set(room.contestant.name, bytes / events);
    await closeRoom(room);
  }
  return { fanOut, turns, heap, messageBytes };
}

async function takeTurn(room: Room, { inFlight }: FanOutCase, seconds: number): Promise<Turn> {
  const { server, prepare } = room.contestant;
  await prepare?.();
  const eventsBefore = room.events;
  const cpuBefore = await server.call('cpuSeconds');
  const start = performance.now();
  do await sendBurst(room, inFlight);
  while (performance.now() - start < seconds * 1000);
  const elapsedSeconds = (performance.now() - start) / 1000;
  const cpuSeconds = (await server.call('cpuSeconds')) - cpuBefore;
  const deliveries = (room.events - eventsBefore) * room.subscribers;
  return { perCpuSecond: deliveries / cpuSeconds, perSecond: deliveries / elapsedSeconds };
}

/** So that nobody is always the first, or always after the same. */
function rotated<T>(list: readonly T[], by: number): T[] {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}
