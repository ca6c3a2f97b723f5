import { type EventPage, eventsDocument, type FeedEvent } from './feed-document.ts';
import { graphqlRequest } from './graphql-request.ts';

const PAGE_SIZE = 100;

/** Reads the log to its end by the `events` query, page after page. */
export async function readEvents(options: {
  readonly url: string;
  readonly token: string;
  readonly after?: string;
  readonly filter?: Readonly<Record<string, unknown>>;
}): Promise<FeedEvent[]> {
  const { url, token, filter } = options;
  const events: FeedEvent[] = [];
  let after = options.after;
  for (;;) {
    const variables = { after, filter, first: PAGE_SIZE };
    const { data, errors } = await graphqlRequest<{ events: EventPage }>(
      url,
      eventsDocument,
      variables,
      token,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    const page = data.events;
    if (page.gap) throw new Error(`The log has a gap: ${page.gap.reason}`);
    events.push(...page.items);
    if (!page.hasMore) return events;
    after = page.endCursor;
  }
}
