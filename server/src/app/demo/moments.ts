import type { Channel, Direction } from '@rapport/prisma';
import type { Hours } from './local-time.ts';

export interface Moment {
  readonly channel: Channel;
  readonly direction: Direction;
  /** When it may happen, by the customer's clock. */
  readonly hours: Hours;
  readonly durationSeconds?: readonly [shortest: number, longest: number];
  /** The number this moment gives out, such as an order's. Earlier moments cannot speak of it. */
  readonly mints?: NumberKind;
  /** A colleague of the customer takes part, now and then. */
  readonly mayHaveCompany?: boolean;
}

export type NumberKind = 'order' | 'quote' | 'ticket' | 'invoice';

const web = { channel: 'WEB', direction: 'INBOUND', hours: 'awake' } as const;
const chat = { channel: 'CHAT', hours: 'office', durationSeconds: [90, 900] } as const;
const written = { channel: 'EMAIL', direction: 'INBOUND', hours: 'shop' } as const;
const sent = { channel: 'EMAIL', direction: 'OUTBOUND', hours: 'office' } as const;
const call = { channel: 'CALL', direction: 'OUTBOUND', hours: 'office' } as const;
const sms = { channel: 'SMS', direction: 'OUTBOUND', hours: 'shop' } as const;
const order = { channel: 'ORDER', direction: 'INBOUND', mints: 'order' } as const;
const reported = { channel: 'TICKET', direction: 'INBOUND', hours: 'shop' } as const;
const handled = { channel: 'TICKET', direction: 'OUTBOUND', hours: 'office' } as const;
const social = { channel: 'SOCIAL', direction: 'INBOUND', hours: 'awake' } as const;
const note = { channel: 'NOTE', direction: 'INTERNAL', hours: 'office' } as const;
const campaign = { channel: 'CAMPAIGN', direction: 'OUTBOUND', hours: 'office' } as const;
const met = {
  channel: 'MEETING',
  direction: 'OUTBOUND',
  hours: 'office',
  durationSeconds: [2400, 7200],
  mayHaveCompany: true,
} as const;

const moments = {
  webMachine: web,
  webBeans: web,
  webSupport: web,
  chatMachine: { ...chat, direction: 'INBOUND' },
  chatMachineAnswer: { ...chat, direction: 'OUTBOUND' },
  chatBeans: { ...chat, direction: 'INBOUND' },
  chatBeansAnswer: { ...chat, direction: 'OUTBOUND' },
  quote: { ...sent, mints: 'quote', mayHaveCompany: true },
  quoteQuestion: { ...written, mayHaveCompany: true },
  quoteAnswer: sent,
  quoteDeclined: written,
  orderConfirmed: sent,
  thanks: written,
  invoiceQuestion: { ...written, mints: 'invoice' },
  invoiceAnswer: sent,
  returnRequest: written,
  returnAnswer: sent,
  trainingRequest: written,
  trainingAnswer: { ...sent, mayHaveCompany: true },
  reviewInvite: sent,
  reviewAccept: written,
  reorder: written,
  cancelNotice: written,
  winback: sent,
  campaignReply: written,
  quoteCall: { ...call, durationSeconds: [180, 1500] },
  reorderCall: { ...call, direction: 'INBOUND', durationSeconds: [90, 480] },
  serviceCall: { ...call, durationSeconds: [240, 1800] },
  installCall: { ...call, durationSeconds: [120, 600] },
  missedCall: { ...call, durationSeconds: [15, 50] },
  checkCall: { ...call, durationSeconds: [150, 900] },
  winbackCall: { ...call, durationSeconds: [180, 1200] },
  tasting: met,
  training: met,
  review: met,
  orderMachine: { ...order, hours: 'office' },
  orderBeans: { ...order, hours: 'shop' },
  orderShop: { ...order, hours: 'awake' },
  dispatched: sms,
  delivered: sms,
  visitReminder: { ...sms, hours: 'dayBefore' },
  grinderTicket: { ...reported, mints: 'ticket' },
  machineTicket: { ...reported, mints: 'ticket' },
  deliveryTicket: { ...reported, mints: 'ticket' },
  ticketAnswer: handled,
  ticketReply: reported,
  ticketResolved: handled,
  deliveryResolved: handled,
  socialPraise: social,
  socialQuestion: social,
  socialReply: { ...social, direction: 'OUTBOUND', hours: 'office' },
  socialThanks: { ...social, direction: 'OUTBOUND', hours: 'office' },
  campaignHarvest: campaign,
  campaignDescale: campaign,
  campaignFestive: campaign,
  campaignColdBrew: campaign,
  campaignFair: campaign,
  noteLead: note,
  noteQuote: note,
  noteLost: note,
  noteService: note,
  noteInvoice: note,
  noteReview: note,
  noteChurn: note,
} as const satisfies Record<string, Moment>;

export type MomentKey = keyof typeof moments;
/** Notes are for colleagues, in the firm's own language; all else is in the customer's. */
export type NoteKey = Extract<MomentKey, `note${string}`>;
export type SpokenKey = Exclude<MomentKey, NoteKey>;

// An answer takes the phrase that stands at the same place as the one it answers.
const answers: Partial<Record<MomentKey, MomentKey>> = {
  chatMachineAnswer: 'chatMachine',
  chatBeansAnswer: 'chatBeans',
  quoteAnswer: 'quoteQuestion',
  invoiceAnswer: 'invoiceQuestion',
  returnAnswer: 'returnRequest',
  ticketReply: 'ticketAnswer',
  deliveryResolved: 'deliveryTicket',
};

export function answeredBy(key: MomentKey): MomentKey | undefined {
  return answers[key];
}

export function momentOf(key: MomentKey): Moment {
  return moments[key];
}
