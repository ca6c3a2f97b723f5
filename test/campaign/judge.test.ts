import { expect, test } from 'vitest';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { judge } from './judge.ts';
import type { Attempt, Change, Entry, RoundRecord, Told } from './record.ts';
import type { SubscriberPlan } from './schedule.ts';

const CUSTOMER = '01a21cbc-0000-7000-8000-000000000001';
const USER = '01a21cbc-0000-7000-8000-000000000002';

const attempt = (mark: string, beganAt: number, endedAt: number | null): Attempt => ({
  mark,
  step: 'update',
  beganAt,
  endedAt,
  outcome: endedAt === null ? 'unknown' : 'acknowledged',
});

const change = (mark: string, version: number): Change => ({
  tx: mark,
  subjectId: CUSTOMER,
  version,
  mark,
});

const entry = (seq: number, mark: string, ownerId: string | null = null): Entry => ({
  seq,
  name: 'customer.updated',
  subjectType: 'Customer',
  subjectId: CUSTOMER,
  isGone: false,
  customerId: CUSTOMER,
  ownerId,
  channel: null,
  mark,
  tx: mark,
});

const told = (seq: number, kind = 'CHANGE'): Told => ({
  seq,
  kind,
  name: 'customer.updated',
  subjectId: globalId('Customer', CUSTOMER),
  hasSubject: kind === 'CHANGE',
});

const plan = (view: SubscriberPlan['view']): SubscriberPlan => ({
  view,
  transport: 'socket',
  beginsAt: 0,
  from: 'page',
  isSlow: false,
  moods: [],
});

/** Three changes of one customer, one after the other, and one who was told of them. */
function flawless(): RoundRecord {
  return {
    attempts: [attempt('a', 1, 2), attempt('b', 3, 4), attempt('c', 5, 6)],
    changes: [change('a', 1), change('b', 2), change('c', 3)],
    log: [entry(11, 'a'), entry(12, 'b'), entry(13, 'c')],
    witnesses: [
      { plan: plan('all'), from: 10, told: [told(11), told(12), told(13)], brokenLinks: [] },
    ],
    customerId: CUSTOMER,
    userId: USER,
    holes: 0,
  };
}

const toldOf = (all: Told[], view: SubscriberPlan['view'] = 'all') => ({
  witnesses: [{ plan: plan(view), from: 10, told: all, brokenLinks: [] }],
});

test('a round in which everything was kept is not found fault with', () => {
  expect(judge(flawless())).toEqual([]);
});

test.each<[string, Partial<RoundRecord>, RegExp]>([
  [
    'an event that a subscriber was not told',
    toldOf([told(11), told(13)]),
    /12 .*is told 0 times/u,
  ],
  ['one told twice', toldOf([11, 12, 12, 13].map((seq) => told(seq))), /12 .*is told 2 times/u],
  ['two told the wrong way round', toldOf([11, 13, 12].map((seq) => told(seq))), /out of order/u],
  [
    'a CHANGE in the place of a LEAVE',
    toldOf([told(11), told(12), told(13)], 'owned'),
    /is due 0/u,
  ],
  [
    'a subject that is missing',
    toldOf([told(11), { ...told(12), hasSubject: false }, told(13)]),
    /CHANGE at 12 has the wrong subject/u,
  ],
  [
    'a broken chain',
    {
      witnesses: [{ plan: plan('changes'), from: 13, told: [], brokenLinks: ['a gap: LAGGED'] }],
    },
    /chain is broken, a gap: LAGGED/u,
  ],
  ['a hole in the numbers', { holes: 2 }, /lacks 2 numbers/u],
  ['an acknowledged change that is lost', { ...flawless(), log: [entry(11, 'a')] }, /b was ack/u],
  [
    'a change that is told of twice',
    { log: [...flawless().log, entry(14, 'c')] },
    /c was acknowledged and is 2 times/u,
  ],
  [
    'an event of what was rolled back',
    { attempts: flawless().attempts.with(1, { ...attempt('b', 3, null), outcome: 'refused' }) },
    /b was refused and is 1 times/u,
  ],
  ['an event that nobody caused', { attempts: flawless().attempts.slice(1) }, /Nobody did a/u],
  [
    'an event without its change',
    { changes: flawless().changes.slice(1) },
    /is committed 0 times/u,
  ],
  [
    'two changes of a row in another order than the row took them',
    { changes: [change('a', 1), change('b', 3), change('c', 2)] },
    /b made version 3 of a row that stood at 1/u,
  ],
  [
    'one that stands before what was acknowledged before it began',
    { attempts: [attempt('a', 1, 9), attempt('b', 8, 9), attempt('c', 5, 6)] },
    /b stands before c/u,
  ],
])('%s is found', (_, flaw, finding) => {
  expect(judge({ ...flawless(), ...flaw }).join('\n')).toMatch(finding);
});

test('a record that leaves a filter is due as a LEAVE, and one that was never in it is not due', () => {
  const log = [entry(11, 'a', USER), entry(12, 'b'), entry(13, 'c')];

  const right = judge({ ...flawless(), log, ...toldOf([told(11), told(12, 'LEAVE')], 'owned') });
  const wrong = judge({ ...flawless(), log, ...toldOf([told(11)], 'owned') });

  expect(right).toEqual([]);
  expect(wrong.join('\n')).toMatch(/12 LEAVE .*is due 1 times and is told 0 times/u);
});
