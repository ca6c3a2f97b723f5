import type { ExecutionResult } from 'graphql';
import type { Viewer } from '../kernel/viewer.ts';
import type { FeedStats } from '../live/feed-stats.ts';
import type { FeedGroups, Group, Member } from './feed-groups.ts';
import { type Batch, batchOf, type OpenStream, type Outlet } from './outlet.ts';
import { isShareable, type Placed, type Sharing } from './shareable-stream.ts';
import { isTransient, type SubscriptionPlan } from './subscription-plan.ts';

/** What is kept for one whose connection takes nothing. */
interface Queue {
  batches: Batch[];
  items: number;
  size: number;
}

/** What a subscriber holds at most while its connection takes nothing. The log holds the rest. */
const MOST_QUEUED = 256;
const MOST_QUEUED_SIZE = 1_048_576;

/**
 * One subscription of one client. It goes its own way until it was told everything, then joins the
 * others of its shape; while it is one of them it holds nothing but its place. Where its connection
 * takes nothing, a bounded queue is kept for it, then dropped: it goes on by itself from the log, at
 * its own pace, from the last item that was sent.
 */
export class Subscriber implements OpenStream, Member {
  joinedAt = 0;
  readonly #plan: SubscriptionPlan;
  readonly #outlet: Outlet;
  readonly #groups: FeedGroups;
  readonly #stats: FeedStats;
  /** Called once, when nothing more is going to be sent. */
  readonly #onOver: () => void;
  /** The place of the last item that was sent. */
  #told: bigint | null = null;
  #group: Group | null = null;
  #stopOwn: (() => unknown) | null = null;
  #queue: Queue | null = null;
  #isOver = false;

  constructor(
    plan: SubscriptionPlan,
    outlet: Outlet,
    groups: FeedGroups,
    stats: FeedStats,
    onOver: () => void,
  ) {
    this.#onOver = onOver;
    this.#plan = plan;
    this.#outlet = outlet;
    this.#groups = groups;
    this.#stats = stats;
  }

  get viewer(): Viewer {
    return this.#plan.viewer;
  }

  /** Tells a stream until it ends, or until a group goes on. */
  async follow(source: AsyncIterable<unknown>, from: bigint | null): Promise<void> {
    let hasJoined = false;
    const join = (sharing: Sharing<Placed>, told: bigint) =>
      (hasJoined = this.#join(sharing, told));
    try {
      await this.#tell(
        isShareable(source)
          ? source.sharing.own(from, (told) => join(source.sharing, told))
          : withoutPlaces(source),
      );
    } catch (error) {
      this.#send(batchOfResult(this.#plan.fail(error), null, null));
    }
    if (!hasJoined) this.#complete();
  }

  stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onOver();
    this.#dropQueue();
    this.#group?.leave(this);
    this.#group = null;
    void this.#stopOwn?.();
    this.#stopOwn = null;
  }

  async lag(): Promise<void> {
    if (this.#isOver) return;
    this.stop();
    if (this.#told === null) return;
    const source = await this.#plan.source();
    if (!isShareable(source)) return;
    const end = source.sharing.end('LAGGED', this.#told);
    this.#stats.gaps.LAGGED++;
    this.#outlet.send(batchOfResult(await this.#plan.own(end), null, null));
    this.#outlet.complete();
  }

  deliver(batch: Batch): void {
    if (this.#queue) this.#keep(this.#queue, batch);
    else if (this.#outlet.hasRoom) this.#send(batch);
    else {
      const queue: Queue = { batches: [], items: 0, size: 0 };
      this.#queue = queue;
      this.#keep(queue, batch);
      void this.#empty(queue);
    }
  }

  end(batch: Batch): void {
    this.#group = null;
    // One whose connection is behind meets the end by itself, in the log.
    if (this.#queue || !this.#outlet.hasRoom) return this.#goOwnWay();
    this.#send(batch);
    this.#complete();
  }

  release(): void {
    this.#group = null;
    this.#goOwnWay();
  }

  #join(sharing: Sharing<Placed>, told: bigint): boolean {
    const { shape } = this.#plan;
    if (this.#isOver || !shape || !this.#outlet.hasRoom || sharing.drain.aborted) return false;
    if (!this.#groups.isOpenTo(shape)) return false;
    this.#told = told;
    this.#group = this.#groups.join(
      shape,
      sharing,
      (items) => this.#plan.shared(items),
      this,
      told,
    );
    this.#plan.shape = this.#group.shape;
    return true;
  }

  async #tell(
    items: AsyncIterableIterator<{ readonly item: unknown; readonly at: bigint | null }>,
  ): Promise<void> {
    const stop = () => items.return?.();
    this.#stopOwn = stop;
    for await (const { item, at } of items) {
      const result = await this.#plan.own(item);
      if (this.#isOver) return;
      if (isTransient(result)) {
        // Half an item would be taken for the whole: better none, and the subscriber resumes before it.
        this.#send(batchOfResult({ errors: result.errors }, null, null));
        return;
      }
      this.#send(batchOfResult(result, (item as Placed).cursor ?? null, at));
      // The next item is made only when the last was taken: the log is the buffer.
      if (!this.#outlet.hasRoom && !(await this.#outlet.room())) return this.stop();
    }
    if (this.#stopOwn === stop) this.#stopOwn = null;
  }

  #complete(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onOver();
    this.#outlet.complete();
  }

  #send(batch: Batch): void {
    if (this.#isOver) return;
    this.#outlet.send(batch);
    this.#stats.deliveries += batch.frames.length;
    this.#stats.bytes += batch.size;
    if (batch.at !== null) this.#told = batch.at;
  }

  #keep(queue: Queue, batch: Batch): void {
    queue.batches.push(batch);
    queue.items += batch.frames.length;
    queue.size += batch.size;
    this.#stats.queued += batch.frames.length;
    if (queue.items <= MOST_QUEUED && queue.size <= MOST_QUEUED_SIZE) return;
    this.#stats.overflows++;
    this.#group?.leave(this);
    this.#group = null;
    this.#goOwnWay();
  }

  /** Sends what is kept as the connection takes it. */
  async #empty(queue: Queue): Promise<void> {
    while (queue.batches.length > 0) {
      if (!(await this.#outlet.room())) return this.stop();
      if (this.#queue !== queue) return;
      while (queue.batches.length > 0 && this.#outlet.hasRoom) {
        const batch = queue.batches.shift()!;
        queue.items -= batch.frames.length;
        this.#stats.queued -= batch.frames.length;
        queue.size -= batch.size;
        this.#send(batch);
      }
    }
    if (this.#queue === queue) this.#queue = null;
  }

  #dropQueue(): void {
    // Emptied too: `#empty` holds it for as long as it waits.
    if (this.#queue) {
      this.#queue.batches = [];
      this.#stats.queued -= this.#queue.items;
    }
    this.#queue = null;
  }

  /** From the last item that was sent, once the connection takes something. */
  #goOwnWay(): void {
    this.#dropQueue();
    void this.#resume();
  }

  async #resume(): Promise<void> {
    if (!(await this.#outlet.room())) return this.stop();
    if (this.#isOver) return;
    try {
      const source = await this.#plan.source();
      if (Symbol.asyncIterator in source) return await this.follow(source, this.#told);
      this.#send(batchOfResult(source, null, null));
    } catch (error) {
      this.#send(batchOfResult(this.#plan.fail(error), null, null));
    }
    this.#complete();
  }
}

function batchOfResult(result: ExecutionResult, cursor: string | null, at: bigint | null): Batch {
  return batchOf([{ json: JSON.stringify(result), cursor }], at);
}

/** Returning it returns the source at once, also while that waits: a generator would notice only at its next item. */
function withoutPlaces(source: AsyncIterable<unknown>) {
  const items = source[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const { done, value } = await items.next();
      return done
        ? { done: true as const, value: undefined }
        : { done: false as const, value: { item: value, at: null } };
    },
    async return() {
      await items.return?.();
      return { done: true as const, value: undefined };
    },
  };
}
