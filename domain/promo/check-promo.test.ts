import { checkPromo, discountOf, promoTerms } from './check-promo.ts';
import type { PromoUse } from './check-promo.ts';
import { promoCode } from './promo.ts';
import type { Promo } from './promo.ts';

const PROMO: Promo = {
  id: 'p1',
  code: 'GLOW10',
  text: 'Ten percent',
  imageUrl: null,
  discount: { kind: 'percent', percentBp: 1_000 },
  minOrderMinor: 15_000_000,
  validFrom: '2026-11-01',
  validUntil: '2026-11-30',
  usageLimit: 2,
  customerLimit: 1,
  uses: 0,
};
const USE: PromoUse = { subtotalMinor: 20_000_000, currency: 'IDR', today: '2026-11-21', uses: 0, customerUses: 0 };

describe('a promo code', () => {
  it('takes off its share', () => {
    expect(checkPromo(PROMO, USE)).toEqual({ discountMinor: 2_000_000 });
  });

  it.each([
    ['before its first day', {}, { today: '2026-10-31' }, 'promo_not_started'],
    ['after its last day', {}, { today: '2026-12-01' }, 'promo_expired'],
    ['when all uses are gone', {}, { uses: 2 }, 'promo_used_up'],
    ['for a customer who had it', {}, { customerUses: 1 }, 'promo_used_by_customer'],
    ['for a small order', {}, { subtotalMinor: 14_999_999 }, 'promo_min_order'],
    ['when it takes nothing off', { discount: null }, {}, 'promo_not_automatic'],
  ] as const)('is refused %s', (_, promo, use, refusal) => {
    expect(checkPromo({ ...PROMO, ...promo }, { ...USE, ...use })).toEqual({ refusal });
  });

  it.each(['2026-11-01', '2026-11-30'])('is good on %s, its first or last day', (today) => {
    expect(checkPromo(PROMO, { ...USE, today })).toHaveProperty('discountMinor');
  });

  it.each([
    ['percent', { kind: 'percent', percentBp: 1_250 }, 8_999_900, 'IDR', 1_124_900],
    ['a share of a cent', { kind: 'percent', percentBp: 3_333 }, 999, 'USD', 332],
    ['everything', { kind: 'percent', percentBp: 10_000 }, 12_345, 'ILS', 12_345],
    ['of a huge sum', { kind: 'percent', percentBp: 9_999 }, 9_000_000_000_000_000, 'USD', 8_999_100_000_000_000],
    ['fixed', { kind: 'fixed', amountMinor: 500 }, 1_200, 'USD', 500],
    ['fixed, at most the order', { kind: 'fixed', amountMinor: 5_000 }, 1_200, 'USD', 1_200],
  ] as const)('computes %s', (_, discount, subtotal, currency, expected) => {
    expect(discountOf(discount, subtotal, currency)).toBe(expected);
  });

  it('says what it gives', () => {
    expect(promoTerms(PROMO, 'IDR')).toBe('10% off orders from IDR 150000');
    expect(promoTerms({ discount: { kind: 'fixed', amountMinor: 500 }, minOrderMinor: 0 }, 'USD')).toBe('USD 5.00 off');
    expect(promoTerms({ discount: null, minOrderMinor: 0 }, 'USD')).toBeUndefined();
  });

  it.each([' glow10 ', '"GLOW10"', 'Glow10!', '#glow10'])('is read from %s', (said) => {
    expect(promoCode(said)).toBe('GLOW10');
  });
});
