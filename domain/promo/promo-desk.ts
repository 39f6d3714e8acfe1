import type { PromoRefusal } from './check-promo.ts';
import type { Promo } from './promo.ts';

export type PromoOutcome =
  /** `isNew` is false when the order had it before. */
  | { readonly promo: Promo; readonly isNew: boolean }
  | { readonly refusal: PromoRefusal; readonly promo: Promo }
  | { readonly refusal: 'unknown_promo' | 'promo_already_applied' };

/** Offers as tools of one customer see them; bound to one open transaction. */
export interface PromoDesk {
  /** Takes the offer of a code off an order that `ShopDesk.lockOrder` has locked. `today` is the tenant's local day. */
  apply(orderId: string, code: string, today: string): Promise<PromoOutcome>;
}
