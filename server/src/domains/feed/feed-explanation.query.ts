import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { keyOf } from '../../graphql/global-id.ts';
import type { SubjectType } from '../../kernel/event.ts';
import { readLog } from '../../live/event-log.ts';
import type { LoggedEvent } from '../../live/logged-event.ts';
import { findMember } from '../identity/public.ts';
import { type CheckOutcome, explainEvent, type Explanation, notTold } from './explain-event.ts';
import { feedChecks, type FeedFilter } from './feed-filter.ts';
import { ActivityFeedFilter, readFeedFilter } from './feed-filter.type.ts';
import { INTERACTION_SUBJECTS, readCursor } from './feed-stream.ts';

const FeedName = builder.enumType('FeedName', {
  description: 'Which of the feeds.',
  values: {
    ACTIVITY: { description: '`activityFeed`: everything that happens in the workspace.' },
    INTERACTION: { description: '`interactionFeed`: interactions only.' },
  } as const,
});

const subjectsOf: Record<'ACTIVITY' | 'INTERACTION', readonly SubjectType[] | undefined> = {
  ACTIVITY: undefined,
  INTERACTION: INTERACTION_SUBJECTS,
};

const FeedVerdict = builder.enumType('FeedVerdict', {
  description: 'What an event is to one subscriber.',
  values: {
    CHANGE: { description: 'It is told, as a change of something in view.' },
    LEAVE: { description: 'It is told, as something leaving the view.' },
    NOT_TOLD: { description: 'It is not told.' },
  } as const,
});

const FeedCheck = builder.objectRef<CheckOutcome>('FeedCheck').implement({
  description: 'One thing that the feed asks of an event, and its outcome.',
  fields: (t) => ({
    asks: t.exposeString('asks', {
      description: 'What is asked, in English, as a sentence that is true where it passed.',
    }),
    isPassed: t.exposeBoolean('isPassed', {
      description: 'Whether it passed, for the record as the event left it.',
    }),
    isPassedBefore: t.exposeBoolean('isPassedBefore', {
      nullable: true,
      description:
        'Whether it passed for the record as it was before the event. Null: it is not asked of that.',
    }),
  }),
});

interface ExplanationShape extends Explanation {
  readonly event: LoggedEvent | null;
}

const FeedExplanation = builder.objectRef<ExplanationShape>('FeedExplanation').implement({
  description: 'Why an event is told to a subscriber, or is not.',
  fields: (t) => ({
    verdict: t.field({
      type: FeedVerdict,
      description: 'What it is to this subscriber.',
      resolve: ({ verdict }) => verdict,
    }),
    reason: t.exposeString('reason', {
      description: 'The same in an English sentence, with the first check that did not pass.',
    }),
    checks: t.field({
      type: [FeedCheck],
      description:
        'Everything that was asked, in the order in which the feed asks it. Where what the event itself has to fulfil fails, the feed asks no further; here all is told.',
      resolve: ({ checks }) => [...checks],
    }),
    name: t.string({
      nullable: true,
      description: 'The event’s name. Null: no event of this workspace stands at the cursor.',
      resolve: ({ event }) => event?.name ?? null,
    }),
    recordedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was written down. Null: there is no such event.',
      resolve: ({ event }) => event?.recordedAt ?? null,
    }),
  }),
});

builder.queryField('feedExplanation', (t) =>
  t.field({
    type: FeedExplanation,
    nullable: true,
    authScopes: { can: 'users:write' },
    description:
      'Explains why one user is told of an event by a feed, or is not, with what the user may see now. By the very checks that the feed makes. Null: there is no such user here.',
    args: {
      event: t.arg({
        type: 'Cursor',
        required: true,
        description: 'The `cursor` of the event, from any feed or from `events`.',
      }),
      userId: t.arg.id({ required: true, description: 'The subscriber: the id of a `User`.' }),
      feed: t.arg({
        type: FeedName,
        defaultValue: 'ACTIVITY',
        description: 'The feed subscribed to. Default: `ACTIVITY`.',
      }),
      filter: t.arg({
        type: ActivityFeedFilter,
        description: 'The filter subscribed with. Absent: none.',
      }),
    },
    resolve: (_root, { event, userId, feed, filter }, ctx) =>
      explain(ctx, {
        cursor: event,
        userId: keyOf('User', userId),
        subjectTypes: subjectsOf[feed ?? 'ACTIVITY'],
        filter: readFeedFilter(filter),
      }),
  }),
);

/** Two statements: the member, and the event with the state of the log. */
async function explain(
  ctx: Context,
  asked: {
    readonly cursor: string;
    readonly userId: string;
    readonly subjectTypes: readonly SubjectType[] | undefined;
    readonly filter: FeedFilter;
  },
): Promise<ExplanationShape | null> {
  const { workspaceId } = ctx.viewer;
  const position = readCursor(ctx, asked.cursor);
  const member = await findMember(ctx.database, workspaceId, asked.userId);
  if (!member) return null;
  const page = await readLog(ctx.logPool, { after: position.seq - 1n, limit: 1, workspaceId });
  const event = page.events.find(({ seq }) => seq === position.seq) ?? null;
  const withoutEvent = (asks: string) => ({ ...notTold(asks), event: null });
  if (position.epoch !== page.epoch) return withoutEvent('The cursor is of the present log.');
  if (position.seq < page.floor) return withoutEvent('The log still has the event.');
  if (!event) return withoutEvent('An event of this workspace stands at the cursor.');
  if (member.isSuspended) return { ...notTold('The user is not suspended.'), event };
  const checks = feedChecks(asked.filter, member, asked.subjectTypes);
  return { ...explainEvent(checks, event), event };
}
