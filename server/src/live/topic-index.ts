import { eventKind } from '../kernel/event.ts';
import type { LoggedEvent } from './logged-event.ts';
import type { EventScope } from './pending-event.ts';

/** Something that an event is about, by which whoever waits for it is found. Made by `topic`. */
export type Topic = string;

/** What a subscriber or a group waits for: the events of a workspace that have at least one of these topics. */
export interface Interest {
  readonly workspaceId: string;
  readonly topics: readonly Topic[];
}

/** A column that topics are made of: one of the scope, as it is after an event or was before it, or one of the event itself. */
export type TopicColumn = keyof EventScope | 'name' | 'subjectType';

/** Every event of the workspace has this topic. */
export const EVERYTHING: Topic = '*';
/** Events that change somebody's access. All streams wait for them too: they are rare, and may end any of them. */
export const ACCESS: Topic = 'access';

const columns = [
  'customerId',
  'organizationId',
  'ownerId',
  'teamId',
  'agentId',
  'channel',
  'direction',
] as const satisfies readonly (keyof EventScope)[];

/** The topic of events with this value in a column. Null: those that have none there. */
export function topic(column: TopicColumn, value: string | null): Topic {
  return `${column} ${value ?? ''}`;
}

/** Who waits for which events, so that an event costs nothing to those whom it does not concern. */
export interface TopicIndex {
  /** Calls back with each event of the interest once, in order. Returns how to stop. */
  listen(interest: Interest, listener: (event: LoggedEvent) => void): () => void;
  /** Tells an event to those who wait for it. */
  tell(event: LoggedEvent): void;
}

type Listener = (event: LoggedEvent) => void;

export function topicIndex(): TopicIndex {
  const workspaces = new Map<string, Map<Topic, Set<Listener>>>();

  return {
    listen({ workspaceId, topics }, listener) {
      const byTopic = workspaces.get(workspaceId) ?? new Map<Topic, Set<Listener>>();
      workspaces.set(workspaceId, byTopic);
      for (const one of topics) {
        const listeners = byTopic.get(one);
        if (listeners) listeners.add(listener);
        else byTopic.set(one, new Set([listener]));
      }
      return () => {
        for (const one of topics) {
          const listeners = byTopic.get(one);
          listeners?.delete(listener);
          if (listeners?.size === 0) byTopic.delete(one);
        }
        if (byTopic.size === 0 && workspaces.get(workspaceId) === byTopic) {
          workspaces.delete(workspaceId);
        }
      };
    },
    tell(event) {
      const byTopic = workspaces.get(event.workspaceId);
      if (!byTopic) return;
      // Collected first: one may wait for several of its topics, and who is told may come or go.
      const concerned = new Set<Listener>();
      for (const one of topicsOf(event)) {
        for (const listener of byTopic.get(one) ?? []) concerned.add(listener);
      }
      for (const listener of concerned) listener(event);
    },
  };
}

function topicsOf(event: LoggedEvent): Topic[] {
  const { scope, before } = event;
  const topics = [
    EVERYTHING,
    topic('name', event.name),
    topic('subjectType', event.subjectType),
    ...columns.map((column) => topic(column, scope[column])),
  ];
  if (before) {
    for (const column of columns) {
      const was = before[column];
      if (was !== undefined) topics.push(topic(column, was));
    }
  }
  if (eventKind(event.name)?.changesAccessOf) topics.push(ACCESS);
  return topics;
}
