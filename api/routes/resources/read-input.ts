import type { z } from 'zod';
import type { NewResource } from '#domain/booking/resource.ts';
import { InvalidInput } from '#domain/errors.ts';
import { currencyExponent } from '#domain/money/format-money.ts';
import type { resourceInput } from './schema.ts';

/**
 * What staff sent, in our terms: minor units, one stretch of opening a weekday, closing after midnight as more than 24 hours.
 * @throws InvalidInput for a price with more decimals than its currency has
 */
export function readResource(given: z.output<typeof resourceInput>, currency: string): NewResource {
  return {
    kind: given.kind,
    name: given.name,
    category: given.category || given.name,
    aliases: given.aliases,
    description: given.description,
    slotMinutes: given.slot_minutes,
    mostSlots: given.most_slots,
    opening: given.opening.flatMap(({ weekdays, from, to }) =>
      [...new Set(weekdays)].map((weekday) => ({ weekday, from, to: to > from ? to : to + 1440 })),
    ),
    priceMinor: minorOf(given.price, currency),
    priceRules: given.price_rules.map(({ price, ...rule }) => ({ ...rule, priceMinor: minorOf(price, currency) })),
    active: given.active,
  };
}

function minorOf(price: number, currency: string): number {
  const exact = price * 10 ** currencyExponent(currency);
  const minor = Math.round(exact);
  if (Math.abs(exact - minor) > 1e-6 || !Number.isSafeInteger(minor))
    throw new InvalidInput(`price: ${price} is no amount of ${currency}`);
  return minor;
}
