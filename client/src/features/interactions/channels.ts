import {
  type Icon,
  IconCalendarEvent,
  IconDeviceMobileMessage,
  IconLifebuoy,
  IconMail,
  IconMessageCircle,
  IconNote,
  IconPhone,
  IconShare3,
  IconShoppingCart,
  IconSpeakerphone,
  IconWorld,
} from '@tabler/icons-react';
import type { graphql } from '../../graph/graphql.ts';

export type Channel = ReturnType<typeof graphql.scalar<'Channel'>>;
export type Direction = ReturnType<typeof graphql.scalar<'Direction'>>;

interface ChannelLook {
  readonly label: string;
  /** As it stands after "Inbound" or "Log". */
  readonly noun: string;
  readonly icon: Icon;
  /** One of Mantine's colours. The same channel has the same colour everywhere. */
  readonly color: string;
}

export const channels: Readonly<Record<Channel, ChannelLook>> = {
  EMAIL: { label: 'E-mail', noun: 'e-mail', icon: IconMail, color: 'blue' },
  CALL: { label: 'Call', noun: 'call', icon: IconPhone, color: 'teal' },
  CHAT: { label: 'Chat', noun: 'chat', icon: IconMessageCircle, color: 'violet' },
  SMS: { label: 'SMS', noun: 'SMS', icon: IconDeviceMobileMessage, color: 'cyan' },
  MEETING: { label: 'Meeting', noun: 'meeting', icon: IconCalendarEvent, color: 'grape' },
  WEB: { label: 'Web', noun: 'web visit', icon: IconWorld, color: 'indigo' },
  SOCIAL: { label: 'Social', noun: 'social message', icon: IconShare3, color: 'pink' },
  NOTE: { label: 'Note', noun: 'note', icon: IconNote, color: 'yellow' },
  ORDER: { label: 'Order', noun: 'order', icon: IconShoppingCart, color: 'green' },
  TICKET: { label: 'Ticket', noun: 'ticket', icon: IconLifebuoy, color: 'orange' },
  CAMPAIGN: { label: 'Campaign', noun: 'campaign', icon: IconSpeakerphone, color: 'lime' },
};

export const directions: Readonly<Record<Direction, string>> = {
  INBOUND: 'Inbound',
  OUTBOUND: 'Outbound',
  INTERNAL: 'Internal',
};
