import type { MomentKey } from './moments.ts';
import type { CustomerPart } from './audience.ts';

export interface Step {
  readonly moment: MomentKey;
  /** Hours after the step before: from, to. The customer's opening hours are added on top. */
  readonly after: readonly [fewest: number, most: number];
  /** How often the step happens at all. 1 when absent. */
  readonly chance?: number;
  /** Answers the step before, so it falls away when that did not happen. */
  readonly answers?: boolean;
}

export interface Arc {
  /** How often it happens to each part, in relation to the other arcs. Absent: never. */
  readonly weights: Partial<Record<CustomerPart, number>>;
  /** The arc speaks of an order that was placed before it begins. */
  readonly needs?: 'machineOrder' | 'recentOrder' | 'order';
  readonly steps: readonly Step[];
}

function step(moment: MomentKey, fewest: number, most: number, chance = 1): Step {
  return { moment, after: [fewest, most], chance };
}

function reply(moment: MomentKey, fewest: number, most: number, chance = 1): Step {
  return { moment, after: [fewest, most], chance, answers: true };
}

// Sent to many at once, so no customer's own course begins it.
function mailing(moment: MomentKey): Arc {
  return {
    weights: {},
    steps: [step(moment, 0, 0), step('webBeans', 0.2, 50, 0.2), step('campaignReply', 2, 60, 0.08)],
  };
}

const toDoor = [step('dispatched', 20, 48, 0.6), step('delivered', 20, 40, 0.5)];

const arcs = {
  sale: {
    weights: { decider: 6, buyer: 5 },
    steps: [
      step('webMachine', 0, 0),
      step('chatMachine', 1, 30),
      reply('chatMachineAnswer', 0.02, 0.2),
      step('quote', 3, 30),
      step('quoteQuestion', 20, 70, 0.7),
      reply('quoteAnswer', 2, 10, 0.9),
      step('missedCall', 40, 90, 0.3),
      step('quoteCall', 20, 60),
      step('noteQuote', 0.2, 1),
      step('visitReminder', 48, 96, 0.6),
      step('tasting', 14, 18),
      step('orderMachine', 48, 160),
      step('orderConfirmed', 0.5, 4),
      step('installCall', 48, 120),
      ...toDoor,
      step('checkCall', 160, 400, 0.7),
    ],
  },
  lostSale: {
    weights: { decider: 2, buyer: 2.5 },
    steps: [
      step('webMachine', 0, 0),
      step('chatMachine', 1, 30, 0.6),
      step('noteLead', 1, 6),
      step('missedCall', 10, 30, 0.4),
      step('quote', 5, 40),
      step('quoteCall', 60, 120),
      step('quoteDeclined', 48, 200),
      step('noteLost', 1, 20),
    ],
  },
  lead: {
    weights: { decider: 2, buyer: 2, barista: 1, private: 1 },
    steps: [
      step('webMachine', 0, 0),
      step('webMachine', 20, 120, 0.6),
      step('chatMachine', 1, 20, 0.7),
      reply('chatMachineAnswer', 0.02, 0.2),
    ],
  },
  reorderByMail: {
    weights: { buyer: 8, barista: 7, decider: 3 },
    steps: [
      step('reorder', 0, 0),
      step('orderBeans', 1, 8),
      step('orderConfirmed', 0.3, 3, 0.4),
      ...toDoor,
      step('thanks', 24, 72, 0.2),
    ],
  },
  reorderByPhone: {
    weights: { barista: 6, buyer: 3, decider: 2 },
    steps: [step('reorderCall', 0, 0), step('orderBeans', 0.1, 1), ...toDoor],
  },
  reorderOnline: {
    weights: { barista: 5, buyer: 5, decider: 2 },
    steps: [step('webBeans', 0, 0), step('orderBeans', 0.2, 2), ...toDoor],
  },
  grinderRepair: {
    weights: { barista: 6, decider: 2, buyer: 2 },
    needs: 'machineOrder',
    steps: [
      step('webSupport', 0, 0, 0.5),
      step('grinderTicket', 0.5, 3),
      step('ticketAnswer', 1, 6),
      step('ticketReply', 3, 24),
      step('serviceCall', 2, 20),
      step('noteService', 0.1, 0.5),
      step('visitReminder', 20, 40, 0.6),
      step('ticketResolved', 20, 60),
      step('thanks', 4, 48, 0.4),
    ],
  },
  machineRepair: {
    weights: { barista: 4, decider: 2, buyer: 1 },
    needs: 'machineOrder',
    steps: [
      step('machineTicket', 0, 0),
      step('ticketAnswer', 0.5, 4),
      step('serviceCall', 2, 20),
      step('noteService', 0.1, 0.5),
      step('ticketResolved', 20, 90),
      step('checkCall', 100, 200, 0.4),
    ],
  },
  shortDelivery: {
    weights: { barista: 4, buyer: 3, private: 4 },
    needs: 'recentOrder',
    steps: [
      step('deliveryTicket', 0, 0),
      step('deliveryResolved', 1, 8),
      step('dispatched', 20, 30),
      step('thanks', 24, 72, 0.4),
    ],
  },
  invoice: {
    weights: { accounts: 9, buyer: 2, decider: 1 },
    needs: 'recentOrder',
    steps: [
      step('invoiceQuestion', 0, 0),
      step('invoiceAnswer', 1, 12),
      step('noteInvoice', 0.1, 1, 0.6),
      step('thanks', 4, 40, 0.3),
    ],
  },
  training: {
    weights: { decider: 2, barista: 3, buyer: 1 },
    steps: [
      step('trainingRequest', 0, 0),
      step('trainingAnswer', 2, 20),
      step('visitReminder', 90, 200, 0.6),
      step('training', 14, 18),
      step('thanks', 20, 60, 0.5),
    ],
  },
  review: {
    weights: { decider: 3, buyer: 2 },
    needs: 'order',
    steps: [
      step('reviewInvite', 0, 0),
      step('reviewAccept', 4, 50),
      step('review', 100, 240),
      step('noteReview', 0.5, 3),
    ],
  },
  shopping: {
    weights: { private: 9 },
    steps: [
      step('webBeans', 0, 0),
      step('orderShop', 0.1, 30),
      ...toDoor,
      step('socialPraise', 24, 120, 0.15),
      reply('socialThanks', 1, 20, 0.7),
    ],
  },
  askedThenBought: {
    weights: { private: 6 },
    steps: [
      step('webBeans', 0, 0),
      step('chatBeans', 0.1, 1),
      reply('chatBeansAnswer', 0.02, 0.1),
      step('orderShop', 0.2, 40, 0.8),
    ],
  },
  returned: {
    weights: { private: 4 },
    needs: 'recentOrder',
    steps: [step('returnRequest', 0, 0), step('returnAnswer', 1, 14), step('thanks', 20, 90, 0.4)],
  },
  talk: {
    weights: { private: 2, barista: 1 },
    steps: [step('socialQuestion', 0, 0), reply('socialReply', 0.3, 16)],
  },
  browsing: {
    weights: { private: 4, decider: 1, barista: 2, buyer: 1, accounts: 1 },
    steps: [step('webBeans', 0, 0), step('webSupport', 1, 60, 0.3)],
  },
  harvestMailing: mailing('campaignHarvest'),
  descaleMailing: mailing('campaignDescale'),
  fairMailing: mailing('campaignFair'),
  coldBrewMailing: mailing('campaignColdBrew'),
  festiveMailing: mailing('campaignFestive'),
  farewell: {
    weights: { decider: 2, buyer: 2, private: 1.5 },
    needs: 'order',
    steps: [
      step('cancelNotice', 0, 0),
      step('noteChurn', 1, 10, 0.8),
      step('winback', 200, 500),
      step('winbackCall', 60, 160, 0.5),
    ],
  },
} as const satisfies Record<string, Arc>;

export type ArcKey = keyof typeof arcs;
export const arcKeys = Object.keys(arcs) as ArcKey[];

export function arcOf(key: ArcKey): Arc {
  return arcs[key];
}

/** When the mailings go out each year: month (1 to 12) and day. */
export const mailings: readonly { arc: ArcKey; month: number; day: number }[] = [
  { arc: 'harvestMailing', month: 2, day: 10 },
  { arc: 'descaleMailing', month: 4, day: 20 },
  { arc: 'coldBrewMailing', month: 6, day: 2 },
  { arc: 'fairMailing', month: 9, day: 8 },
  { arc: 'festiveMailing', month: 11, day: 18 },
];
