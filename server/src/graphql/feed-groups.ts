import { AsksForUser, type Viewer } from '../kernel/viewer.ts';
import { changesAccess } from '../kernel/event.ts';
import type { FeedStats } from '../live/feed-stats.ts';
import { type Batch, batchOf, type Frame } from './outlet.ts';
import type { Placed, Sharing } from './shareable-stream.ts';
import {
  type SharedExecution,
  sharedExecution,
  type SharedExecutionOptions,
  type Target,
} from './shared-execution.ts';

/** By what subscriptions share. */
export interface Shape {
  /** Equal for subscriptions that are told the same: document, variables and visibility class. */
  readonly stream: string;
  /** Equal for those whose results are the same where they are told of the same: without the filter. */
  readonly selection: string;
}

/** One subscriber in a group. */
export interface Member {
  readonly viewer: Viewer;
  /** What was put in line before this it has been told by itself. Set by the group. */
  joinedAt: number;
  /** Takes results, or keeps them for a moment. */
  deliver(batch: Batch): void;
  /** Takes the last results of its stream. */
  end(batch: Batch): void;
  /** The group lets it go its own way. */
  release(): void;
}

export interface Group {
  readonly shape: Shape;
  leave(member: Member): void;
}

/** The groups of one process. */
export interface FeedGroups {
  /** Whether subscribers of this shape may share at all. */
  isOpenTo(shape: Shape): boolean;
  /** Puts a subscriber that was told everything up to `told`, and up to the tail's end, into the group of its shape. */
  join(
    shape: Shape,
    sharing: Sharing<Placed>,
    execute: SharedExecutionOptions['execute'],
    member: Member,
    told: bigint,
  ): Group;
}

interface Entry {
  /** Its place in the line of its group. */
  readonly index: number;
  readonly at: bigint;
  /** Who gets it; absent: all. */
  readonly only?: ReadonlySet<Member>;
  /** It is the last for those who get it. */
  readonly isEnd?: boolean;
}

type Told = { readonly frame: Frame; readonly entry: Entry };

const MOST_UNSHAREABLE = 1_000;

/** Opens the groups: subscribers of one shape share one judging, one execution and one serialisation of each item. */
export function openFeedGroups(stats: FeedStats): FeedGroups {
  const groups = new Map<string, Group & { add: (member: Member, told: bigint) => void }>();
  const executions = new Map<string, { shared: SharedExecution; disbands: Set<() => void> }>();
  // Selections that asked for the user when they were tried. Default deny: never tried again.
  const unshareable = new Set<string>();

  function executionOf(selection: string, execute: SharedExecutionOptions['execute']) {
    const known = executions.get(selection);
    if (known) return known;
    const disbands = new Set<() => void>();
    const shared = sharedExecution({
      execute,
      onFailed(error) {
        if (error instanceof AsksForUser) deny(selection);
        for (const disband of disbands) disband();
      },
    });
    const made = { shared, disbands };
    executions.set(selection, made);
    return made;
  }

  function openGroup(
    shape: Shape,
    sharing: Sharing<Placed>,
    execute: SharedExecutionOptions['execute'],
    firstTold: bigint,
  ) {
    const members = new Set<Member>();
    const { shared, disbands } = executionOf(shape.selection, execute);
    let nextIndex = 0;
    let lastJoinedAt = 0;
    let isOpen = true;

    const enqueue = (item: Placed, at: bigint, key: string | null, more?: Partial<Entry>) =>
      shared.add(item, key, target, { index: nextIndex++, at, ...more } satisfies Entry);

    const source = sharing.group({
      told: firstTold,
      deliver: enqueue,
      onAccessEvent(event) {
        const only = new Set([...members].filter(({ viewer }) => changesAccess(event, viewer)));
        if (only.size === 0) return;
        stats.gaps.ACCESS_CHANGED += only.size;
        enqueue(sharing.end('ACCESS_CHANGED', event.seq), event.seq, null, { only, isEnd: true });
      },
      onBroken: disband,
    });
    sharing.drain.addEventListener('abort', disband, { once: true });
    disbands.add(disband);
    stats.groups++;

    const target: Target = {
      tell(results) {
        if (!isOpen) return;
        const told = results as readonly Told[];
        if (lastJoinedAt <= told[0]!.entry.index && told.every(({ entry }) => !entry.only)) {
          const batch = batchFor(told);
          for (const member of members) member.deliver(batch);
        } else {
          for (const member of members) tellOne(member, told);
        }
      },
    };

    /** Those of the results that are this member's. */
    function tellOne(member: Member, told: readonly Told[]) {
      const own = told.filter(
        ({ entry }) => entry.index >= member.joinedAt && (entry.only?.has(member) ?? true),
      );
      const end = own.findIndex(({ entry }) => entry.isEnd);
      if (end >= 0) {
        leave(member);
        member.end(batchFor(own.slice(0, end + 1)));
      } else if (own.length > 0) {
        member.deliver(batchFor(own));
      }
    }

    function leave(member: Member) {
      if (!members.delete(member)) return;
      stats.members--;
      if (members.size === 0) close();
    }

    function close() {
      if (!isOpen) return;
      isOpen = false;
      source.stop();
      sharing.drain.removeEventListener('abort', disband);
      disbands.delete(disband);
      if (disbands.size === 0) executions.delete(shape.selection);
      if (groups.get(shape.stream) === group) groups.delete(shape.stream);
      stats.groups--;
    }

    function disband() {
      close();
      for (const member of members) {
        leave(member);
        member.release();
      }
    }

    const group = {
      shape,
      leave,
      add(member: Member, told: bigint) {
        member.joinedAt = lastJoinedAt = nextIndex;
        members.add(member);
        stats.members++;
        if (told === source.told) return;
        const link = sharing.link(told, source.told);
        enqueue(link, source.told, null, { only: new Set([member]) });
      },
    };
    return group;
  }

  function deny(selection: string) {
    if (unshareable.size >= MOST_UNSHAREABLE) unshareable.clear();
    unshareable.add(selection);
  }

  return {
    isOpenTo: ({ selection }) => !unshareable.has(selection),
    join(shape, sharing, execute, member, told) {
      let group = groups.get(shape.stream);
      if (!group) {
        group = openGroup(shape, sharing, execute, told);
        groups.set(shape.stream, group);
      }
      group.add(member, told);
      return group;
    },
  };
}

function batchFor(told: readonly Told[]): Batch {
  return batchOf(
    told.map(({ frame }) => frame),
    told.at(-1)!.entry.at,
  );
}
