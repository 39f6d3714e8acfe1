import type { Promotion, Testimony } from '#domain/tenant/profile.ts';
import { promoTerms } from './check-promo.ts';
import type { Promo, StoredTestimony } from './promo.ts';

/** As the agent may quote it. */
export function toTestimony(stored: StoredTestimony): Testimony {
  const { author, text, product, imageUrl, validFrom, validUntil } = stored;
  return {
    author,
    text,
    ...(product !== null && { product }),
    ...(imageUrl !== null && { imageUrl }),
    ...(validFrom !== null && { from: validFrom }),
    ...(validUntil !== null && { until: validUntil }),
  };
}

/** As the agent may offer it. */
export function toPromotion(promo: Promo): Promotion {
  const { code, text, discount, minOrderMinor, validFrom, validUntil, imageUrl } = promo;
  return {
    text,
    ...(code !== null && { code }),
    ...(discount !== null && { discount }),
    ...(minOrderMinor > 0 && { minOrderMinor }),
    ...(validFrom !== null && { from: validFrom }),
    ...(validUntil !== null && { until: validUntil }),
    ...(imageUrl !== null && { imageUrl }),
  };
}

/** Those that hold today, oldest first, at most `most` of them: the newest. */
export function shownNow<T extends { readonly from?: string; readonly until?: string }>(
  entries: readonly T[],
  today: string,
  most: number,
): readonly T[] {
  return entries
    .filter(({ from, until }) => (from === undefined || from <= today) && (until === undefined || until >= today))
    .slice(-most);
}

/** What an offer's code takes off, in words; undefined when it takes nothing off by itself. */
export function termsOf(offer: Promotion, currency: string): string | undefined {
  return promoTerms({ discount: offer.discount ?? null, minOrderMinor: offer.minOrderMinor ?? 0 }, currency);
}
