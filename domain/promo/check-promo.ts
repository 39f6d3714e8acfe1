import { currencyExponent, formatMoney } from '#domain/money/format-money.ts';
import type { Promo, PromoDiscount } from './promo.ts';

export type PromoRefusal =
  | 'promo_not_started'
  | 'promo_expired'
  | 'promo_used_up'
  | 'promo_used_by_customer'
  | 'promo_min_order'
  /** The offer takes nothing off by itself: staff see to it. */
  | 'promo_not_automatic';

export interface PromoUse {
  /** Sum of the order's items. */
  readonly subtotalMinor: number;
  readonly currency: string;
  /** Today's local day of the tenant. */
  readonly today: string;
  /** Uses by other orders: altogether, and of this customer. */
  readonly uses: number;
  readonly customerUses: number;
}

/** What an offer takes off this order, or why it does not. */
export function checkPromo(
  promo: Promo,
  use: PromoUse,
): { readonly discountMinor: number } | { readonly refusal: PromoRefusal } {
  if (promo.discount === null) return { refusal: 'promo_not_automatic' };
  if (promo.validFrom !== null && use.today < promo.validFrom) return { refusal: 'promo_not_started' };
  if (promo.validUntil !== null && use.today > promo.validUntil) return { refusal: 'promo_expired' };
  if (promo.usageLimit !== null && use.uses >= promo.usageLimit) return { refusal: 'promo_used_up' };
  if (promo.customerLimit !== null && use.customerUses >= promo.customerLimit)
    return { refusal: 'promo_used_by_customer' };
  if (use.subtotalMinor < promo.minOrderMinor) return { refusal: 'promo_min_order' };
  return { discountMinor: discountOf(promo.discount, use.subtotalMinor, use.currency) };
}

/** Never more than the order is worth, and never finer than people can pay: whole rupiah, whole cents. */
export function discountOf(discount: PromoDiscount, subtotalMinor: number, currency: string): number {
  if (discount.kind === 'fixed') return Math.min(discount.amountMinor, subtotalMinor);
  const step = smallestCoin(currency);
  // Integers up to 2^53 × 10^4 do not fit a number: the division comes first, its rest after.
  const whole = Math.floor(subtotalMinor / 10_000) * discount.percentBp;
  const rest = Math.floor(((subtotalMinor % 10_000) * discount.percentBp) / 10_000);
  return Math.floor((whole + rest) / step) * step;
}

/** Minor units of the smallest amount that is written: rupiah have hundredths on paper only. */
function smallestCoin(currency: string): number {
  const exponent = currencyExponent(currency);
  return exponent > 0 && !formatMoney(10 ** exponent, currency).includes('.') ? 10 ** exponent : 1;
}

/** "10% off", "IDR 20000 off orders from IDR 150000": what an offer gives, for the prompt. */
export function promoTerms(promo: Pick<Promo, 'discount' | 'minOrderMinor'>, currency: string): string | undefined {
  if (promo.discount === null) return undefined;
  const off =
    promo.discount.kind === 'percent'
      ? `${promo.discount.percentBp / 100}%`
      : `${currency} ${formatMoney(promo.discount.amountMinor, currency)}`;
  const from = promo.minOrderMinor > 0 ? ` orders from ${currency} ${formatMoney(promo.minOrderMinor, currency)}` : '';
  return `${off} off${from}`;
}
