import { Text } from '@mantine/core';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { ChannelIcon } from './channel-icon.tsx';
import classes from './feed-row.module.css';
import { InteractionMeta, interactionMetaFragment } from './interaction-meta.tsx';

export const feedRowFragment = graphql(
  `
    fragment FeedRow on Interaction {
      id
      channel
      subject
      body
      occurredAt
      customer {
        id
        name
      }
      organization {
        id
        name
      }
      ...InteractionMeta
    }
  `,
  [interactionMetaFragment],
);

interface FeedRowProps {
  interaction: FragmentOf<typeof feedRowFragment>;
  /** Arrived while the page was open: shown for a moment. */
  isFresh: boolean;
}

/** One interaction in the feed: who, with whom, about what, when. */
export function FeedRow({ interaction: ref, isFresh }: FeedRowProps) {
  const interaction = readFragment(feedRowFragment, ref);
  const { customer, organization } = interaction;
  return (
    <article className={classes['row']} data-fresh={isFresh || undefined}>
      <ChannelIcon channel={interaction.channel} />
      <div className={classes['main']}>
        <div className={classes['heading']}>
          {customer && (
            <TextLink
              to="/customers/$customerId"
              params={{ customerId: customer.id }}
              className={classes['customer']}
              c="var(--mantine-color-text)"
            >
              {customer.name}
            </TextLink>
          )}
          {organization && <span className={classes['organization']}>{organization.name}</span>}
          <span className={classes['aside']}>
            <span className={classes['wide']}>
              <InteractionMeta interaction={interaction} />
            </span>
            <span className={classes['time']}>
              <RelativeTime at={interaction.occurredAt} />
            </span>
          </span>
        </div>
        {(interaction.subject ?? interaction.body) && (
          <Text size="sm" className={classes['text']}>
            {interaction.subject && (
              <span className={classes['subject']}>{interaction.subject}</span>
            )}
            {interaction.subject && interaction.body && <span aria-hidden> · </span>}
            {interaction.body && <span className={classes['body']}>{interaction.body}</span>}
          </Text>
        )}
        <div className={classes['narrow']}>
          <InteractionMeta interaction={interaction} />
        </div>
      </div>
    </article>
  );
}
