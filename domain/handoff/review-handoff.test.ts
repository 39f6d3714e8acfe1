import { handoffPolicy } from './handoff-policy.ts';
import { reviewHandoff } from './review-handoff.ts';
import type { HandoffFacts } from './review-handoff.ts';

const MINUTE = 60_000;
// A Monday; the shop below is open from 09:00 to 17:00 UTC.
const T0 = Date.parse('2026-11-23T10:00:00Z');
const NOA = { id: 'noa', name: 'Noa' };
const BOSS = { id: 'boss', name: 'Boss' };
const queued: HandoffFacts = {
  status: 'waiting',
  priority: 'normal',
  openedAt: T0,
  queuedAt: T0,
  claimedAt: null,
  firstReplyAt: null,
  waitingSince: T0,
  lastWordAt: T0,
  marks: {},
  candidate: null,
};
const held: HandoffFacts = { ...queued, status: 'human', claimedAt: T0 };
const answered: HandoffFacts = { ...held, firstReplyAt: T0 + MINUTE, waitingSince: null, lastWordAt: T0 + MINUTE };

function review(facts: HandoffFacts, minutes: number, policy: object = {}) {
  const parsed = handoffPolicy.parse(policy);
  const calendar = { timeZone: 'UTC', hours: parsed.hours, holidays: parsed.holidays };
  return reviewHandoff(facts, parsed, { calendar, now: T0 + minutes * MINUTE });
}
const mondays = { hours: { monday: [{ from: '09:00', to: '17:00' }] } };

describe('in the queue', () => {
  test('nothing is due before its time', () => {
    const { step, broken, dues } = review(queued, 9);
    expect({ step, broken }).toEqual({ step: null, broken: [] });
    expect(dues).toEqual({
      unclaimed: T0 + 10 * MINUTE,
      firstResponse: T0 + 30 * MINUTE,
      nextResponse: null,
      resolution: T0 + 1_440 * MINUTE,
      assigneeSilent: null,
    });
  });

  test('unclaimed: escalated once, the customer is told once', () => {
    const first = review(queued, 10);
    expect(first).toMatchObject({
      broken: ['unclaimed'],
      priority: 'high',
      step: { kind: 'tell', what: 'unclaimed' },
      dues: { unclaimed: null },
    });
    const second = review({ ...queued, marks: first.marks, priority: first.priority }, 11);
    expect(second).toMatchObject({ broken: [], priority: 'high', step: null });
  });

  test('a fallback assignee gets it instead; told only when they stay silent too', () => {
    const policy = { fallbackAssignee: BOSS };
    const first = review(queued, 10, policy);
    expect(first.step).toEqual({ kind: 'assign', to: BOSS });
    const boss = { ...held, claimedAt: T0 + 10 * MINUTE, marks: first.marks };
    const silent = review(boss, 25, policy);
    expect(silent.step).toEqual({ kind: 'release', to: 'queue', why: 'silent' });
    const again = { ...queued, queuedAt: T0 + 25 * MINUTE, marks: silent.marks };
    expect(review(again, 26, policy)).toMatchObject({ step: null, broken: [] });
    expect(review(again, 35, policy)).toMatchObject({ step: { kind: 'tell', what: 'unclaimed' } });
  });

  test('several limits broken at once raise it by each', () => {
    expect(review(queued, 2_000)).toMatchObject({
      broken: ['unclaimed', 'firstResponse', 'resolution'],
      priority: 'urgent',
    });
  });

  test('out of hours: told once, and time stands still', () => {
    const night = { ...queued, openedAt: T0 + 480 * MINUTE, queuedAt: T0 + 480 * MINUTE };
    const first = review(night, 480, mondays);
    expect(first.step).toEqual({ kind: 'tell', what: 'outOfHours' });
    expect(first.dues.unclaimed).toBe(Date.parse('2026-11-30T09:10:00Z'));
    expect(review({ ...night, marks: first.marks }, 900, mondays)).toMatchObject({ step: null, broken: [] });
  });

  test('with AI switched off nobody is told anything', () => {
    expect(review({ ...queued, status: 'paused' }, 10).step).toBeNull();
  });

  test('goes to the one who is online, but not while closed', () => {
    const policy = { ...mondays, assignment: 'automatic' };
    const facts = { ...queued, candidate: NOA };
    expect(review(facts, 0, policy)).toMatchObject({ step: { kind: 'assign', to: NOA }, marks: { tried: ['noa'] } });
    expect(review({ ...facts, marks: { outOfHours: T0 } }, 600, policy)).toMatchObject({
      step: null,
      dues: { unclaimed: Date.parse('2026-11-30T09:00:00Z') },
    });
  });

  test('looks for somebody again and again, less and less often', () => {
    const policy = { assignment: 'automatic', unclaimedMinutes: null };
    const wait = (minutes: number) => (review(queued, minutes, policy).dues.unclaimed ?? 0) - T0 - minutes * MINUTE;
    expect([0, 1, 5, 300].map(wait)).toEqual([MINUTE / 2, MINUTE, 5 * MINUTE, 60 * MINUTE]);
  });
});

describe('held by a person', () => {
  test('who never says a word loses it', () => {
    expect(review(held, 14).dues.assigneeSilent).toBe(T0 + 15 * MINUTE);
    expect(review(held, 15).step).toEqual({ kind: 'release', to: 'queue', why: 'silent' });
    expect(review(held, 15, { silentGoesTo: 'bot' }).step).toEqual({ kind: 'release', to: 'bot', why: 'silent' });
    expect(review(held, 15, { silentMinutes: null }).step).toBeNull();
  });

  test('who answered loses it only when the customer waits, or when everybody forgot', () => {
    expect(review(answered, 700)).toMatchObject({ step: null, dues: { assigneeSilent: T0 + 721 * MINUTE } });
    expect(review(answered, 721).step).toEqual({ kind: 'release', to: 'bot', why: 'forgotten' });
    const waits = { ...answered, waitingSince: T0 + 20 * MINUTE };
    expect(review(waits, 34).step).toBeNull();
    expect(review(waits, 35).step).toEqual({ kind: 'release', to: 'queue', why: 'silent' });
  });

  test('the limit of the next response is broken once each time the customer waits', () => {
    const policy = { silentMinutes: null };
    const waits = { ...answered, waitingSince: T0 + 20 * MINUTE };
    expect(review(waits, 79, policy).dues.nextResponse).toBe(T0 + 80 * MINUTE);
    const first = review(waits, 80, policy);
    expect(first).toMatchObject({ broken: ['nextResponse'], priority: 'high' });
    expect(review({ ...waits, marks: first.marks }, 90, policy).broken).toEqual([]);
    expect(review({ ...waits, marks: first.marks, waitingSince: T0 + 100 * MINUTE }, 160, policy).broken).toEqual([
      'nextResponse',
    ]);
  });

  test('limits count only while the shop is open', () => {
    // Held from 16:50 on; ten minutes are left of the day, the rest is next Monday's.
    const late = { ...held, claimedAt: T0 + 410 * MINUTE, openedAt: T0 + 410 * MINUTE, waitingSince: null };
    expect(review(late, 800, mondays)).toMatchObject({
      step: null,
      broken: [],
      dues: { assigneeSilent: Date.parse('2026-11-30T09:05:00Z') },
    });
  });
});
