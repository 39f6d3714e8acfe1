import type { NoticeContext } from '#domain/handoff/handoff-desk.ts';
import { handoffPolicy } from '#domain/handoff/handoff-policy.ts';
import { handoffNotice } from './handoff-notice.ts';

const nineToFive = [{ from: '09:00', to: '17:00' }];
// Saturday evening in Jakarta.
const NOW = Date.parse('2026-11-21T12:00:00Z');

function context(policy: object, more: Partial<NoticeContext> = {}): NoticeContext {
  return {
    policy: handoffPolicy.parse(policy),
    timeZone: 'Asia/Jakarta',
    contactLanguage: null,
    shopLanguage: 'en',
    said: [],
    ...more,
  };
}

describe('words about the wait for a person', () => {
  test.each([
    [{ monday: nineToFive }, 'on Monday, November 23 from 09:00'],
    [{ sunday: nineToFive }, 'tomorrow from 09:00'],
    [{ saturday: [{ from: '21:30', to: '23:00' }] }, 'today from 21:30'],
    [{}, 'when we are back'],
  ])('closed: says when somebody is there (%j)', (hours, opens) => {
    expect(handoffNotice('outOfHours', context({ hours }), NOW)).toContain(opens);
  });

  test('in the language the customer writes, else the one known, else the shop’s', () => {
    const hours = { monday: nineToFive };
    expect(handoffNotice('outOfHours', context({ hours }, { said: ['אפשר לדבר עם מישהו?'] }), NOW)).toContain(
      '23 בנובמבר',
    );
    expect(handoffNotice('unclaimed', context({}, { contactLanguage: 'id' }), NOW)).toMatch(/^Maaf/u);
    expect(handoffNotice('csatQuestion', context({}, { said: ['ok'] }), NOW)).toMatch(/1 .* 5/u);
    expect(handoffNotice('csatThanks', context({}, { shopLanguage: 'he' }), NOW)).toBe('תודה על המשוב.');
  });

  test('the shop’s own words go first', () => {
    const texts = { outOfHours: { en: 'Closed! Back {opens}.' } };
    const policy = { hours: { sunday: nineToFive }, texts };
    expect(handoffNotice('outOfHours', context(policy), NOW)).toBe('Closed! Back tomorrow from 09:00.');
    expect(handoffNotice('outOfHours', context(policy, { said: ['apakah ada orang di sana?'] }), NOW)).toMatch(
      /^Tim kami/u,
    );
  });
});
