import { openFeed } from '../support/feed-client.ts';
import { type FeedItem, isEvent } from '../support/feed-document.ts';
import { openFeedOverHttp } from '../support/feed-over-http.ts';
import { openResumingFeed, type ResumingFeed } from '../support/resuming-feed.ts';
import type { Told, Witness } from './record.ts';
import type { SubscriberPlan } from './schedule.ts';
import type { Stage } from './stage.ts';
import { viewOf } from './view.ts';

/** One who follows through everything, by its plan. */
export interface Subscriber {
  /** Resolves once it has been told its first position, if it is there from the beginning. */
  readonly begun: Promise<void>;
  /** The writers have taken so many steps: lets befall it what is planned for then. */
  atStep(steps: number): void;
  /** Reads on, whatever befell it. */
  recover(): void;
  /** Waits until it was told so many events since `from`. False: not in time. */
  caughtUp(due: (from: number) => number, limitMs: number): Promise<boolean>;
  stop(): Promise<Witness>;
}

/** A slow reader stops after each item for so long. */
const SLOW_MS = 4;

export function openSubscriber(
  stage: Stage,
  plan: SubscriberPlan,
  turn: number,
  page: string,
): Subscriber {
  const { field, filter } = viewOf(plan.view, {
    customerId: stage.customers[0]!,
    userId: stage.userId,
  });
  const standstills: string[] = [];
  let from: number | undefined = plan.from === 'page' ? stage.numberOf(page) : undefined;
  let openings = 0;
  let isStopped = false;
  let moods = plan.moods;
  let feed: ResumingFeed | undefined;
  const begin = () =>
    (feed ??= openResumingFeed({
      token: stage.token,
      field,
      filter,
      after: plan.from === 'page' ? page : null,
      connect: plan.transport === 'stream' ? openFeedOverHttp : openFeed,
      // Each time at another node.
      address: () => stage.cluster.address(turn + openings++),
      onItem: note,
    }));
  if (plan.beginsAt === 0) begin();

  function note(item: FeedItem) {
    if (item.__typename !== 'FeedGap') {
      const [before, at] = [item.previousCursor, item.cursor].map(stage.numberOf);
      from ??= before;
      // Only a heartbeat may stand still, or link to an earlier place.
      if (isEvent(item) && at! <= before!) standstills.push(`an event at ${at} after ${before}`);
    }
    if (!plan.isSlow || isStopped) return;
    feed?.pause();
    setTimeout(() => !isStopped && feed?.resume(), SLOW_MS);
  }

  return {
    begun: feed?.opened ?? Promise.resolve(),
    atStep(steps) {
      if (steps < plan.beginsAt) return;
      const following = begin();
      const due = moods.filter(({ at }) => at <= steps);
      moods = moods.slice(due.length);
      for (const { mood } of due) {
        if (mood === 'cut') following.cut();
        isStopped = mood === 'stop';
        if (mood === 'stop') following.pause();
        else following.resume();
      }
    },
    recover() {
      isStopped = false;
      begin().resume();
    },
    async caughtUp(due, limitMs) {
      const following = begin();
      const isTold = () => from !== undefined && following.all.length >= due(from);
      await following.opened;
      return following.until('everything', isTold, limitMs).then(
        () => true,
        () => false,
      );
    },
    async stop() {
      const following = begin();
      await following.stop();
      const told = following.all.map(({ cursor, kind, name, subjectId, subject }): Told => {
        const seq = stage.numberOf(cursor);
        return { seq, kind, name, subjectId, hasSubject: subject !== null };
      });
      const brokenLinks = [...following.brokenLinks, ...standstills];
      return { plan, from: from ?? 0, told, brokenLinks };
    },
  };
}
