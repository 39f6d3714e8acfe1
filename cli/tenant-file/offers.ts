import { z } from 'zod';
import { parseMoney } from '#domain/money/format-money.ts';
import type { Promotion, Testimony } from '#domain/tenant/profile.ts';

const words = (max: number) => z.string().trim().min(1, 'expected some words').max(max);
const image = z.url({ protocol: /^https$/ }).max(2_000);
const amount = z.union([z.number().positive(), z.string()]).transform(String);
const days = { from: z.iso.date().optional(), until: z.iso.date().optional() };

export const testimony = z.strictObject({
  author: words(200),
  text: words(2_000),
  product: words(200).optional(),
  image_url: image.optional(),
  ...days,
});

export const promotion = z
  .strictObject({
    text: words(2_000),
    code: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{1,39}$/, 'expected 2 to 40 letters without accents, digits, - and _')
      .optional(),
    image_url: image.optional(),
    percent: z.number().min(0.01).max(100).optional(),
    amount: amount.optional(),
    min_order: amount.optional(),
    usage_limit: z.int().min(1).max(1_000_000).optional(),
    customer_limit: z.int().min(1).max(1_000).optional(),
    ...days,
  })
  .refine((offer) => offer.percent === undefined || offer.amount === undefined, 'expected percent or amount, not both')
  .refine(
    (offer) => offer.code !== undefined || (offer.percent === undefined && offer.amount === undefined),
    'an offer that takes something off needs a code',
  );

export function toTestimony({ image_url: imageUrl, ...rest }: z.output<typeof testimony>): Testimony {
  return defined({ ...rest, imageUrl });
}

/** @throws RangeError when a sum is no amount of the currency; the file's check lets none through */
export function toPromotion(offer: z.output<typeof promotion>, currency: string): Promotion {
  const {
    image_url: imageUrl,
    percent,
    amount: off,
    min_order: least,
    usage_limit: usageLimit,
    customer_limit: customerLimit,
    ...rest
  } = offer;
  const fixed = off === undefined ? undefined : ({ kind: 'fixed', amountMinor: minorOf(off, currency) } as const);
  const share =
    percent === undefined ? undefined : ({ kind: 'percent', percentBp: Math.round(percent * 100) } as const);
  const minOrderMinor = least === undefined ? undefined : minorOf(least, currency);
  return defined({ ...rest, imageUrl, discount: share ?? fixed, minOrderMinor, usageLimit, customerLimit });
}

function minorOf(said: string, currency: string): number {
  const minor = parseMoney(said, currency);
  if (minor === undefined) throw new RangeError(`"${said.slice(0, 40)}" is no amount of ${currency}`);
  return minor;
}

/** The same without what was left out. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
