import {
  type Icon,
  IconBrandWechat,
  IconCalendarEvent,
  IconDeviceMobileMessage,
  IconLifebuoy,
  IconMail,
  IconMessageCircle,
  IconNote,
  IconPhone,
  IconShoppingCart,
  IconSpeakerphone,
  IconWorld,
} from '@tabler/icons-react';
import type { graphql } from '../../graph/graphql.ts';

export type Channel = ReturnType<typeof graphql.scalar<'Channel'>>;
export type Direction = ReturnType<typeof graphql.scalar<'Direction'>>;

interface ChannelLook {
  readonly label: string;
  readonly icon: Icon;
  /** One of Mantine's colours. The same channel has the same colour everywhere. */
  readonly color: string;
}

export const channels: Readonly<Record<Channel, ChannelLook>> = {
  EMAIL: { label: 'E-mail', icon: IconMail, color: 'blue' },
  CALL: { label: 'Call', icon: IconPhone, color: 'teal' },
  CHAT: { label: 'Chat', icon: IconMessageCircle, color: 'violet' },
  SMS: { label: 'SMS', icon: IconDeviceMobileMessage, color: 'cyan' },
  MEETING: { label: 'Meeting', icon: IconCalendarEvent, color: 'grape' },
  WEB: { label: 'Web', icon: IconWorld, color: 'indigo' },
  SOCIAL: { label: 'Social', icon: IconBrandWechat, color: 'pink' },
  NOTE: { label: 'Note', icon: IconNote, color: 'yellow' },
  ORDER: { label: 'Order', icon: IconShoppingCart, color: 'green' },
  TICKET: { label: 'Ticket', icon: IconLifebuoy, color: 'orange' },
  CAMPAIGN: { label: 'Campaign', icon: IconSpeakerphone, color: 'lime' },
};

export const directions: Readonly<Record<Direction, string>> = {
  INBOUND: 'Inbound',
  OUTBOUND: 'Outbound',
  INTERNAL: 'Internal',
};
