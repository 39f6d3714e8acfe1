import { followUpPolicy, nudgeDelays } from './follow-up-policy.ts';
import { nudgeNote } from './nudge-note.ts';
import { planNudge } from './plan-nudge.ts';
import type { NudgeSituation } from './plan-nudge.ts';
import { quietEnd } from './quiet-end.ts';

const at = (text: string) => Date.parse(text);
const iso = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString());
const HOUR = 3_600_000;
const FREE = { windowMs: null, templates: false };
const DAY = { windowMs: 24 * HOUR, templates: false };

function situation(changes: Partial<NudgeSituation> = {}, policy: object = {}): NudgeSituation {
  const now = at('2026-11-23T12:00:00Z');
  return {
    policy: followUpPolicy.parse({ enabled: true, ...policy }),
    position: 1,
    now,
    stage: 'consultation',
    status: 'bot',
    aiEnabled: true,
    openHandoff: false,
    optedOut: false,
    channelActive: true,
    unanswered: false,
    heardAt: now - 2 * HOUR,
    heardInPublic: false,
    orderedAt: null,
    timeZone: 'UTC',
    ...changes,
  };
}

describe('quiet hours', () => {
  const night = { from: '21:00', to: '09:00' };
  test.each([
    ['none in the afternoon', night, '2026-11-23T15:00:00Z', 'UTC', null],
    ['from the first minute', night, '2026-11-23T21:00:00Z', 'UTC', '2026-11-24T09:00:00.000Z'],
    ['after midnight', night, '2026-11-24T00:30:00Z', 'UTC', '2026-11-24T09:00:00.000Z'],
    ['not at the last minute', night, '2026-11-24T09:00:00Z', 'UTC', null],
    ['by the clock of the place', night, '2026-11-23T15:00:00Z', 'Asia/Jakarta', '2026-11-24T02:00:00.000Z'],
    ['over noon', { from: '12:00', to: '14:00' }, '2026-11-23T12:30:00Z', 'UTC', '2026-11-23T14:00:00.000Z'],
    [
      'until the end of the day',
      { from: '20:00', to: '24:00' },
      '2026-11-23T21:00:00Z',
      'UTC',
      '2026-11-24T00:00:00.000Z',
    ],
    ['a night that loses an hour', night, '2026-03-28T22:00:00Z', 'Europe/Berlin', '2026-03-29T07:00:00.000Z'],
    ['a night that gains one', night, '2026-10-24T21:00:00Z', 'Europe/Berlin', '2026-10-25T08:00:00.000Z'],
    // 02:30 is skipped on 29 March in Berlin: the clocks show 03:30 then.
    [
      'an end that is skipped',
      { from: '22:00', to: '02:30' },
      '2026-03-28T23:00:00Z',
      'Europe/Berlin',
      '2026-03-29T01:30:00.000Z',
    ],
    // 02:10 for the second time on 25 October: twenty minutes are left, not a night.
    [
      'an end shown twice',
      { from: '22:00', to: '02:30' },
      '2026-10-25T01:10:00Z',
      'Europe/Berlin',
      '2026-10-25T01:30:00.000Z',
    ],
  ])('%s', (_what, quiet, now, zone, expected) => {
    expect(iso(quietEnd(quiet, at(now), zone))).toBe(expected);
  });

  test('a shop without them is never quiet', () => {
    expect(quietEnd(null, at('2026-11-23T03:00:00Z'), 'UTC')).toBeNull();
  });
});

describe('a nudge', () => {
  test('is sent to a customer who has gone silent', () => {
    expect(planNudge(situation(), FREE)).toEqual({ kind: 'send', words: null });
  });

  test.each<[string, Partial<NudgeSituation>, object]>([
    ['off', {}, { enabled: false }],
    ['off', { position: 3 }, {}],
    ['off', { position: 2 }, { maxNudges: 1 }],
    ['off', {}, { stages: { consultation: { enabled: false } } }],
    ['off', { stage: 'farewell' }, {}],
    ['handoff', { status: 'human' }, {}],
    ['handoff', { status: 'waiting' }, {}],
    ['handoff', { openHandoff: true }, {}],
    ['ai_off', { status: 'paused' }, {}],
    ['ai_off', { aiEnabled: false }, {}],
    ['opted_out', { optedOut: true }, {}],
    ['channel_off', { channelActive: false }, {}],
    ['unanswered', { unanswered: true }, {}],
    ['unanswered', { heardAt: null }, {}],
    ['public', { heardInPublic: true }, {}],
    ['ordered', { orderedAt: at('2026-11-23T11:00:00Z') }, {}],
  ])('is not: %s %j %j', (reason, changes, policy) => {
    expect(planNudge(situation(changes, policy), FREE)).toEqual({ kind: 'never', reason });
  });

  test('may come again when the order is long ago, and after a goodbye whatever was ordered', () => {
    expect(planNudge(situation({ orderedAt: at('2026-11-19T11:00:00Z') }), FREE).kind).toBe('send');
    const parted = situation(
      { stage: 'farewell', orderedAt: at('2026-11-23T11:00:00Z') },
      { reengagement: { enabled: true } },
    );
    expect(planNudge(parted, FREE).kind).toBe('send');
  });

  test('waits for the end of quiet hours, unless the channel’s window ends before', () => {
    const late = situation({ now: at('2026-11-23T22:00:00Z'), heardAt: at('2026-11-23T20:00:00Z') });
    const morning = { kind: 'later', at: at('2026-11-24T09:00:00Z') };
    expect(planNudge(late, FREE)).toEqual(morning);
    expect(planNudge(late, DAY)).toEqual(morning);
    const old = situation({ now: at('2026-11-23T22:00:00Z'), heardAt: at('2026-11-23T02:00:00Z') });
    expect(planNudge(old, DAY)).toEqual({ kind: 'never', reason: 'window' });
    expect(planNudge(old, { ...DAY, templates: true })).toEqual(morning);
  });

  test('needs the window, or a template', () => {
    const now = at('2026-11-23T12:00:00Z');
    expect(planNudge(situation({ heardAt: now - 24 * HOUR }), DAY)).toEqual({ kind: 'never', reason: 'window' });
    expect(planNudge(situation({ heardAt: now - 24 * HOUR + 1 }), DAY).kind).toBe('send');
    expect(planNudge(situation({ heardAt: now - 40 * HOUR }), { ...DAY, templates: true }).kind).toBe('send');
  });

  test('has the shop’s words for its stage and place', () => {
    const stages = { consultation: { texts: ['Still there?', 'Last call'] } };
    expect(planNudge(situation({ position: 2 }, { stages }), FREE)).toEqual({ kind: 'send', words: 'Last call' });
    const note = nudgeNote({ position: 2, of: 2, stage: 'promo', silentMs: 90 * 60_000, words: 'Say "hi"' });
    expect(note).toContain('not written for 2 h. Follow-up 2 of 2, stage promo');
    expect(note).toContain(JSON.stringify('Say "hi"'));
  });
});

describe('follow-up policy', () => {
  test('writes to nobody until it is switched on', () => {
    expect(nudgeDelays(followUpPolicy.parse({}), 'consultation')).toEqual([]);
  });

  test('delays are those of the stage, at most so many', () => {
    const policy = followUpPolicy.parse({
      enabled: true,
      maxNudges: 1,
      reengagement: { enabled: true },
      stages: { promo: { delaysMinutes: [30, 60] }, greeting: { enabled: false } },
    });
    expect(nudgeDelays(policy, 'consultation')).toEqual([2 * HOUR]);
    expect(nudgeDelays(policy, 'promo')).toEqual([HOUR / 2]);
    expect(nudgeDelays(policy, 'greeting')).toEqual([]);
    expect(nudgeDelays(policy, 'farewell')).toEqual([7 * 24 * HOUR]);
  });

  test.each([
    { delaysMinutes: [] },
    { delaysMinutes: [0] },
    { maxNudges: 6 },
    { quietHours: { from: '9:00', to: '21:00' } },
    { quietHours: { from: '09:00', to: '09:00' } },
    { stages: { checkout: {} } },
    { stages: { promo: { texts: [''] } } },
    { enable: true },
  ])('refuses %j', (policy) => {
    expect(followUpPolicy.safeParse(policy).success).toBe(false);
  });
});
