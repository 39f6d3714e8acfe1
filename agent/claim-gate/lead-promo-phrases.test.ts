import { LEAD_PHRASES } from '#adapters/models/offline/leads/lead-phrases.ts';
import { PROMO_PHRASES } from '#adapters/models/offline/promos/promo-phrases.ts';
import type { Json, Receipt, ToolEffect } from '#domain/turn/receipt.ts';
import { aDraftContext, aMessage, anOrder, aReceipt, PASTRAMI } from '#tests/fakes/draft-context.ts';
import { checkClaims } from './check-claims.ts';

/* What the embedded model says of details and codes, in each language. */

function check(text: string, effect?: ToolEffect, data: Json = {}): readonly string[] {
  const receipt: Receipt = {
    ...aReceipt('order_created', 1001),
    result: { ok: true, data, summary: 'test', ...(effect && { effect }) },
  };
  const context = aDraftContext({
    orders: [anOrder(1001, 'pending', [[PASTRAMI, 2_000]])],
    receipts: [receipt],
    turnMessages: [aMessage('ok')],
  });
  return checkClaims({ text, context, turnReceipts: [receipt] }).map(({ reason }) => reason);
}

describe.each(['en', 'he', 'id'] as const)('in %s', (language) => {
  const leads = LEAD_PHRASES[language];
  const promos = PROMO_PHRASES[language];
  const applied = promos.applied('TEN', 1001, '10.40 ₪', '93.60 ₪');

  it.each([
    leads.askName(),
    leads.askReach('Dana'),
    leads.askConsent('dana@example.com'),
    leads.notKept(),
    leads.badEmail(),
    leads.badPhone(),
    promos.noOrder(),
    promos.unknown(),
    promos.notNow(),
    promos.usedUp(),
    promos.other(),
    promos.closed(),
  ])('"%s" may be said at any time', (words) => {
    expect(check(words)).toEqual([]);
  });

  it('details are said to be noted with their receipt', () => {
    expect(check(leads.kept('Dana'), { kind: 'lead_captured' })).toEqual([]);
  });

  it('a code is said to take something off with its receipt', () => {
    const order = { number: 1001, status: 'pending', discount: '10.40', total: '93.60', currency: 'ILS' };
    expect(check(applied, { kind: 'promo_applied', orderNumber: 1001 }, { order })).toEqual([]);
    expect(check(promos.smallOrder('150.00 ₪'), undefined, { min_order: { total: '150.00' } })).toEqual([]);
    expect(check(applied)).not.toEqual([]);
  });
});
