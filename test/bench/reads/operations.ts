/** What is asked of every contestant. */
export const operationNames = ['Q1', 'Q2', 'Q3', 'Q4'] as const;
export type OperationName = (typeof operationNames)[number];

export const titles: Record<OperationName, string> = {
  Q1: 'Q1, a customer’s page: profile, organisation, owner, last 10 interactions with their agents',
  Q2: 'Q2, 50 customers of a stage by keyset page, each with organisation and last 3 interactions',
  Q3: 'Q3, the latest 50 interactions with customer and agent',
  Q4: 'Q4, log an interaction and touch the customer',
};

/** One request, apart from how a contestant wants it put. */
export interface Input {
  readonly customerId?: string;
  readonly stage?: string;
  readonly after?: string | null;
  /** Of an idempotency key, or whatever makes a write its own. */
  readonly key?: string;
}

export const stages = [
  'LEAD',
  'CUSTOMER',
  'PROSPECT',
  'CHURNED',
  'SUBSCRIBER',
  'CHAMPION',
] as const;

/** What every Q4 writes down. */
export const logged = {
  channel: 'CALL',
  direction: 'INBOUND',
  subject: 'Question about the invoice of last month',
  body: 'Wants to have the invoice sent to the head office from now on. We agreed to talk again at the end of the month.',
} as const;

/** As long as every key is, so that a client can put one in the place of another. */
export const KEY = 'bench-key-000000000000';
