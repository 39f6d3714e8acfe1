/** A customer's words that the shop may quote, as staff keep them. Days are local ones of the tenant, both included. */
export interface StoredTestimony {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly product: string | null;
  readonly imageUrl: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** What an offer takes off an order; null = nothing by itself. */
export type PromoDiscount =
  /** Hundredths of a percent of the items' sum. */
  { readonly kind: 'percent'; readonly percentBp: number } | { readonly kind: 'fixed'; readonly amountMinor: number };

/** An offer as staff keep it. */
export interface Promo {
  readonly id: string;
  /** Upper case; null = an offer without a code. */
  readonly code: string | null;
  readonly text: string;
  readonly imageUrl: string | null;
  readonly discount: PromoDiscount | null;
  /** Sum of the items from which it applies. */
  readonly minOrderMinor: number;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** Orders that may have it altogether, and of one customer; null = any number. */
  readonly usageLimit: number | null;
  readonly customerLimit: number | null;
  /** Orders that have it and are not cancelled. */
  readonly uses: number;
}

/** A code as it is kept: customers write it in any case and with spaces around. */
export function promoCode(said: string): string {
  return said
    .trim()
    .replace(/^["'“”#]+|["'“”.,!?]+$/gu, '')
    .toUpperCase();
}
