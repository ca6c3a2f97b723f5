import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { FeedOptions, SocketFeed } from './feed-client.ts';
import { feedDocument, type FeedItem } from './feed-document.ts';
import { openInbox } from './inbox.ts';

interface Message {
  readonly data?: { readonly feed: FeedItem };
  readonly errors?: Awaited<SocketFeed['ended']>['errors'];
}

/** Subscribes over server-sent events, read from the network by hand so that they can be left unread, and cut off. */
export function openFeedOverHttp(options: FeedOptions): SocketFeed {
  const { url, token, field, after, filter, onItem } = options;
  const inbox = openInbox<FeedItem>();
  let asking: ClientRequest | undefined;
  let response: IncomingMessage | undefined;
  const ended = new Promise<Awaited<SocketFeed['ended']>>((resolve) => {
    let errors: Message['errors'] = [];
    const end = () => resolve({ code: null, errors: errors ?? [] });
    const take = ({ data, errors: refusals }: Message) => {
      if (refusals) errors = refusals;
      if (!data?.feed) return;
      inbox.push(data.feed);
      onItem?.(data.feed);
    };
    asking = request(`${url}/graphql`, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
      },
    });
    asking.on('error', end);
    asking.on('close', end);
    asking.on('response', (opened) => {
      response = opened;
      let rest = '';
      opened.setEncoding('utf8');
      opened.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop()!;
        for (const line of lines) {
          if (line.startsWith('data: {')) take(JSON.parse(line.slice(6)) as Message);
        }
      });
      opened.on('error', end);
      opened.on('end', () => asking!.destroy());
    });
    asking.end(JSON.stringify({ query: feedDocument(field), variables: { after, filter } }));
  });
  const drop = () => asking!.destroy();
  return {
    ...inbox,
    ended,
    close: drop,
    drop,
    pause: () => response?.pause(),
    resume: () => response?.resume(),
  };
}
