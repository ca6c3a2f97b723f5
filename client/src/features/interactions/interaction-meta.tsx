import { IconArrowDownLeft, IconArrowUpRight, IconLock } from '@tabler/icons-react';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import { describeDuration } from '../../lib/describe-duration.ts';
import { channels, type Direction, directions } from './channels.ts';
import classes from './interaction-meta.module.css';

export const interactionMetaFragment = graphql(`
  fragment InteractionMeta on Interaction {
    id
    channel
    direction
    durationSeconds
    agent {
      id
      name
    }
  }
`);

const arrows = {
  INBOUND: IconArrowDownLeft,
  OUTBOUND: IconArrowUpRight,
  INTERNAL: IconLock,
} as const;

interface InteractionMetaProps {
  interaction: FragmentOf<typeof interactionMetaFragment>;
}

/** The small print of an interaction: direction, channel, how long, by whom. */
export function InteractionMeta({ interaction: ref }: InteractionMetaProps) {
  const { channel, direction, durationSeconds, agent } = readFragment(interactionMetaFragment, ref);
  return (
    <div className={classes['meta']}>
      <DirectionArrow direction={direction} />
      <span>
        {directions[direction]} {channels[channel].noun}
      </span>
      {durationSeconds !== null && durationSeconds > 0 && (
        <span>{describeDuration(durationSeconds)}</span>
      )}
      {agent && <span className={classes['agent']}>{agent.name}</span>}
    </div>
  );
}

function DirectionArrow({ direction }: { direction: Direction }) {
  const Arrow = arrows[direction];
  return <Arrow size={13} stroke={2} aria-hidden className={classes['arrow']} />;
}
