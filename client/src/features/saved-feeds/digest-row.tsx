import { Badge, Text } from '@mantine/core';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graph/graphql.ts';
import { countWords } from '../../lib/count-words.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import classes from './digest-row.module.css';

export const digestRowFragment = graphql(`
  fragment DigestRow on CustomerDigest {
    eventCount
    lastAt
    waitingSince
    isMine
    changedFields
    customer {
      id
      name
    }
    latest {
      id
      channel
      direction
      subject
      body
    }
  }
`);

interface DigestRowProps {
  digest: FragmentOf<typeof digestRowFragment>;
  /** How a channel is called in a sentence, such as "call". */
  channelNoun: (channel: Channel) => string;
}

type Channel = ResultOf<typeof digestRowFragment>['latest'][number]['channel'];

/** What happened to one customer meanwhile: whether they wait, the latest words, what changed. */
export function DigestRow({ digest: ref, channelNoun }: DigestRowProps) {
  const digest = readFragment(digestRowFragment, ref);
  const { customer, waitingSince, latest, changedFields } = digest;
  if (!customer) return null;
  return (
    <li className={classes['row']} data-waiting={waitingSince !== null || undefined}>
      <PersonAvatar name={customer.name} />
      <div className={classes['main']}>
        <div className={classes['heading']}>
          <TextLink
            to="/customers/$customerId"
            params={{ customerId: customer.id }}
            className={classes['customer']}
            c="var(--mantine-color-text)"
          >
            {customer.name}
          </TextLink>
          {waitingSince !== null && (
            <Badge variant="default" tt="none" fw={500}>
              Waiting, <RelativeTime at={waitingSince} />
            </Badge>
          )}
          {digest.isMine && (
            <Badge variant="default" tt="none" fw={500}>
              Yours
            </Badge>
          )}
          <span className={classes['aside']}>
            {countWords(digest.eventCount, 'event', 'events')}, <RelativeTime at={digest.lastAt} />
          </span>
        </div>
        {latest.map(({ id, channel, direction, subject, body }) => (
          <Text key={id} size="sm" className={classes['line']}>
            <span className={classes['channel']}>
              {direction === 'INBOUND' ? 'From them' : 'From us'}, {channelNoun(channel)}
            </span>
            {subject ?? body ?? ''}
          </Text>
        ))}
        {changedFields.length > 0 && (
          <Text size="sm" c="dimmed" className={classes['line']}>
            Changed: {changedFields.map(inWords).join(', ')}
          </Text>
        )}
      </div>
    </li>
  );
}

/** `jobTitle` as a person would write it. */
function inWords(field: string): string {
  return field
    .replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`)
    .replace('archived at', 'archived');
}
