import classes from './channel-icon.module.css';
import { type Channel, channels } from './channels.ts';

interface ChannelIconProps {
  channel: Channel;
  size?: number;
}

/** The channel's picture on its colour. Decoration: the channel is always written beside it. */
export function ChannelIcon({ channel, size = 32 }: ChannelIconProps) {
  const { icon: Picture, color } = channels[channel];
  return (
    <span
      aria-hidden
      className={classes['icon']}
      style={{
        width: size,
        height: size,
        background: `var(--mantine-color-${color}-light)`,
        color: `var(--mantine-color-${color}-light-color)`,
      }}
    >
      <Picture size={Math.round(size * 0.53)} stroke={1.8} />
    </span>
  );
}
