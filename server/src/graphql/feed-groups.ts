import type { ExecutionResult } from 'graphql';
import { AsksForUser } from '../kernel/viewer.ts';
import type { Frames, Sharing } from './shareable-stream.ts';

/** One subscription that may share its execution with others of its shape. */
export interface SharedPlan {
  /** Equal for subscriptions that get equal bytes: document, variables and visibility class. */
  readonly shape: string;
  readonly sharing: Sharing<unknown>;
  readonly frames: Frames;
  /** Executes one item for this subscriber alone. */
  readonly own: (item: unknown) => Promise<ExecutionResult>;
  /** Executes items for the whole class, side by side, with a context that has no user. Throws where one cannot be shared or finished. */
  readonly shared: (items: readonly unknown[]) => Promise<readonly ExecutionResult[]>;
}

/** The groups of one process. */
export interface FeedGroups {
  /**
   * The subscriber's results: its own while it catches up; then it joins its group, whose results go
   * to `frames`, and this stream rests until the group lets it go.
   */
  results(plan: SharedPlan): AsyncIterableIterator<ExecutionResult>;
  /** Groups and their members, for the metrics. */
  readonly size: { readonly groups: number; readonly members: number };
}

interface Member {
  readonly frames: Frames;
  /** Items before this one it has told by itself. */
  readonly joinedAt: number;
  told: bigint;
  /** Lets it go its own way from where it was told to; null: it has ended. */
  release(told: bigint | null): void;
}

interface Job {
  readonly item: unknown;
  readonly index: number;
  readonly at: bigint;
  /** The link of one who joins; others do not see it. */
  readonly only?: Member;
}

interface Group {
  readonly members: Set<Member>;
  join(frames: Frames, told: bigint): Promise<bigint | null> & { readonly member: Member };
  leave(member: Member): void;
}

/** Items executed side by side. */
const BATCH = 32;
/** A group that is further behind than this lets its members go: the log is the buffer. */
const MOST_PENDING = 4_096;
/** A member whose connection has taken less than this goes its own way, at its own pace. */
const MOST_BACKLOG_BYTES = 1_048_576;
const MOST_UNSHAREABLE = 1_000;

/** Opens the groups: subscribers of one shape share one judging, one execution and one serialisation of each item. */
export function openFeedGroups(): FeedGroups {
  const groups = new Map<string, Group>();
  // Shapes that asked for the user when they were tried. Default deny: never tried again.
  const unshareable = new Set<string>();

  function openGroup(plan: SharedPlan, firstTold: bigint): Group {
    const members = new Set<Member>();
    let pending: Job[] = [];
    let nextIndex = 0;
    let isPumping = false;
    let isOpen = true;

    const enqueue = (item: unknown, at: bigint, only?: Member) => {
      pending.push({ item, at, index: nextIndex++, ...(only ? { only } : {}) });
      if (pending.length > MOST_PENDING) disband();
      else if (!isPumping) void pump();
    };
    const source = plan.sharing.group(firstTold, enqueue, disband);
    plan.sharing.drain.addEventListener('abort', disband, { once: true });

    async function pump() {
      isPumping = true;
      try {
        while (isOpen && pending.length > 0) {
          const jobs = pending.slice(0, BATCH);
          pending = pending.slice(BATCH);
          const results = await plan.shared(jobs.map(({ item }) => item));
          if (isOpen) jobs.forEach((job, i) => send(job, JSON.stringify(results[i])));
        }
      } catch (error) {
        if (error instanceof AsksForUser) deny(plan.shape);
        disband();
      }
      isPumping = false;
    }

    function send({ index, at, only }: Job, payload: string) {
      for (const member of only ? [only] : members) {
        if (member.joinedAt > index || !members.has(member)) continue;
        if (member.frames.backlogBytes > MOST_BACKLOG_BYTES) {
          leave(member);
          member.release(member.told);
        } else {
          member.frames.write(payload);
          member.told = at;
        }
      }
    }

    function leave(member: Member) {
      members.delete(member);
      if (members.size === 0) close();
    }

    function close() {
      isOpen = false;
      source.stop();
      plan.sharing.drain.removeEventListener('abort', disband);
      if (groups.get(plan.shape) === group) groups.delete(plan.shape);
    }

    function disband() {
      if (!isOpen) return;
      close();
      for (const member of members) member.release(member.told);
      members.clear();
    }

    const group: Group = {
      members,
      leave,
      join(frames, told) {
        let release: Member['release'] = () => {};
        const released = new Promise<bigint | null>((resolve) => (release = resolve));
        const member: Member = { frames, told, joinedAt: nextIndex, release };
        members.add(member);
        if (told !== source.told) {
          enqueue(plan.sharing.link(told, source.told), source.told, member);
        }
        return Object.assign(released, { member });
      },
    };
    return group;
  }

  function deny(shape: string) {
    if (unshareable.size >= MOST_UNSHAREABLE) unshareable.clear();
    unshareable.add(shape);
  }

  return {
    get size() {
      return {
        groups: groups.size,
        members: [...groups.values()].reduce((sum, { members }) => sum + members.size, 0),
      };
    },

    results(plan) {
      let isEnded = false;
      let leaveGroup = () => {};
      let own: AsyncIterableIterator<unknown> | null = null;

      async function* run(): AsyncGenerator<ExecutionResult, void, undefined> {
        let from: bigint | null = null;
        while (!isEnded) {
          const joining: { released?: Promise<bigint | null> } = {};
          own = plan.sharing.own(from, (told) => {
            if (isEnded || unshareable.has(plan.shape) || plan.sharing.drain.aborted) return false;
            let group = groups.get(plan.shape);
            if (!group) groups.set(plan.shape, (group = openGroup(plan, told)));
            const joined = group.join(plan.frames, told);
            leaveGroup = () => {
              group.leave(joined.member);
              joined.member.release(null);
            };
            joining.released = joined;
            return true;
          });
          for await (const item of own) yield await plan.own(item);
          const left = await joining.released;
          if (left == null) return;
          from = left;
        }
      }
      const results = run();

      return {
        [Symbol.asyncIterator]() {
          return this;
        },
        next: () => results.next(),
        async return() {
          isEnded = true;
          leaveGroup();
          await own?.return?.();
          return results.return(undefined);
        },
      };
    },
  };
}
