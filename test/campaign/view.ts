import type { FeedField } from '../support/feed-document.ts';
import { globalId } from '../../server/src/graphql/global-id.ts';
import type { Entry, RoundRecord, Told } from './record.ts';
import type { SubscriberPlan } from './schedule.ts';

type Named = Pick<RoundRecord, 'customerId' | 'userId'>;

interface Scope {
  readonly customerId: string | null;
  readonly ownerId: string | null;
  readonly channel: string | null;
}

/** What a subscriber asks for, and which events that is, said a second time and apart from the server. */
interface View {
  readonly field: FeedField;
  readonly filter: Readonly<Record<string, unknown>>;
  concerns(entry: Entry): boolean;
  shows(scope: Scope): boolean;
}

const CHANGES = ['interaction.corrected', 'customer.updated'];

export function viewOf(view: SubscriberPlan['view'], { customerId, userId }: Named): View {
  const everything = { concerns: () => true, shows: () => true };
  const isInteraction = ({ subjectType }: Entry) => subjectType === 'Interaction';
  switch (view) {
    case 'all':
      return { ...everything, field: 'activityFeed', filter: {} };
    case 'interactions':
      return { ...everything, field: 'interactionFeed', filter: {}, concerns: isInteraction };
    case 'calls':
      return {
        field: 'interactionFeed',
        filter: { channels: ['CALL'] },
        concerns: isInteraction,
        shows: ({ channel }) => channel === 'CALL',
      };
    case 'customer':
      return {
        ...everything,
        field: 'activityFeed',
        filter: { customerIds: [globalId('Customer', customerId)] },
        shows: (scope) => scope.customerId === customerId,
      };
    case 'owned':
      return {
        field: 'activityFeed',
        filter: { subjectTypes: ['Customer'], ownerIds: [globalId('User', userId)] },
        concerns: ({ subjectType }) => subjectType === 'Customer',
        shows: ({ ownerId }) => ownerId === userId,
      };
    case 'changes':
      return {
        ...everything,
        field: 'activityFeed',
        filter: { names: CHANGES },
        concerns: ({ name }) => CHANGES.includes(name),
      };
  }
}

/** What a subscriber has to be told, from a position on: a row's scope before an event is that of the event before. */
export function expected(
  view: View,
  log: readonly Entry[],
  from: number,
): Omit<Told, 'hasSubject'>[] {
  const scopes = new Map<string, Scope>();
  return log.flatMap((entry) => {
    const before = scopes.get(entry.subjectId);
    scopes.set(entry.subjectId, entry);
    if (entry.seq <= from || !view.concerns(entry)) return [];
    const wasShown = before ? view.shows(before) : false;
    const isShown = !entry.isGone && view.shows(entry);
    const hasLeft = entry.isGone ? wasShown || view.shows(entry) : wasShown;
    if (!isShown && !hasLeft) return [];
    const { seq, name, subjectType, subjectId } = entry;
    const kind = isShown ? 'CHANGE' : 'LEAVE';
    return [{ seq, kind, name, subjectId: globalId(subjectType, subjectId) }];
  });
}
