import { z } from 'zod';
import { widgetBody } from '#api/routes/widget/settings-schema.ts';
import { parseMoney } from '#domain/money/format-money.ts';
import { promotion, testimony } from './offers.ts';

/*
 * A shop as its owner writes it down. Names are those of the HTTP API; prices are in the currency's main unit, as
 * people say them. Unknown fields are refused: a misspelt one would silently do nothing.
 */

const words = (max: number) => z.string().trim().min(1, 'expected some words').max(max);
const millis = (min: number, max: number) => z.int().min(min).max(max).optional();
const count = (max: number) => z.int().min(1).max(max).optional();

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected a slug: a-z, 0-9 and -, like "joannas-bakery"');
const currency = z.string().refine(isCurrency, 'expected an ISO 4217 code, like USD');
const language = z.string().refine(isLanguage, 'expected a BCP 47 language, like en, he or pt-BR');
const timeZone = z.string().refine(isTimeZone, 'expected an IANA time zone, like Europe/Berlin');

const model = z.strictObject({
  provider: z.enum(['offline', 'openai', 'anthropic', 'google', 'xai', 'groq']),
  model: words(200),
});

/** Durations in ms; see `ConversationSettings`. */
const conversation = z.strictObject({
  quiet_ms: millis(0, 60_000),
  burst_cap_ms: millis(0, 120_000),
  idle_close_ms: millis(1_000, 90 * 86_400_000),
  turns_per_run: count(500),
  max_steps: count(20),
  max_interrupts: z.int().min(0).max(20).optional(),
  max_redrafts: z.int().min(0).max(5).optional(),
  turn_budget_ms: millis(5_000, 600_000),
});

/** How bookings are taken; see `BookingPolicy`. What can be booked is kept over the API. */
const bookings = z.strictObject({
  confirmation: z.enum(['at_once', 'held']).optional(),
  hold_minutes: z.int().min(1).max(10_080).optional(),
  reminder_minutes: z.int().min(1).max(43_200).nullable().optional(),
  lead_minutes: z.int().min(0).max(43_200).optional(),
  horizon_days: z.int().min(1).max(3_650).optional(),
  change_minutes: z.int().min(0).max(43_200).optional(),
  most_open: z.int().min(1).max(1_000).optional(),
});

const product = z.strictObject({
  name: words(200),
  aliases: z.array(words(200)).max(50).default([]),
  description: z.string().trim().max(2_000).default(''),
  unit: words(30).default('unit'),
  step: z
    .number()
    .min(0.001)
    .max(1_000_000)
    .default(1)
    .refine((step) => Math.abs(step * 1000 - Math.round(step * 1000)) < 1e-6, 'expected at most three decimals'),
  price: z.union([z.number().nonnegative(), z.string()]).transform(String),
  available: z.boolean().default(true),
  tags: z.array(words(60)).max(50).default([]),
});

const fields = z.strictObject({
  slug,
  name: words(200),
  currency,
  language,
  time_zone: timeZone,
  persona: words(10_000).optional(),
  policies: z.array(words(2_000)).max(100).default([]),
  faq: z
    .array(z.strictObject({ question: words(500), answer: words(2_000) }))
    .max(200)
    .default([]),
  testimonies: z.array(testimony).max(200).default([]),
  promotions: z.array(promotion).max(50).default([]),
  models: z.array(model).max(5).default([]),
  disabled_tools: z.array(words(60)).max(50).default([]),
  conversation: conversation.prefault({}),
  widget: widgetBody.optional(),
  bookings: bookings.optional(),
  products: z.array(product).max(5_000).default([]),
});

/** `tenant.json`. Problems between fields are looked for once every field has its type. */
export const tenantFile = fields.superRefine((tenant, context) => {
  const seen = new Map<string, number>();
  for (const [index, { name, price }] of tenant.products.entries()) {
    const before = seen.get(name.toLowerCase());
    if (before !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['products', index, 'name'],
        message: `is also products.${before}.name`,
      });
    }
    seen.set(name.toLowerCase(), index);
    if (isCurrency(tenant.currency) && parseMoney(price, tenant.currency) === undefined) {
      const message = `"${price.slice(0, 40)}" is no amount of ${tenant.currency}`;
      context.addIssue({ code: 'custom', path: ['products', index, 'price'], message });
    }
  }
  for (const [index, offer] of tenant.promotions.entries()) {
    for (const field of ['amount', 'min_order'] as const) {
      const said = offer[field];
      if (said === undefined || !isCurrency(tenant.currency) || parseMoney(said, tenant.currency) !== undefined)
        continue;
      const message = `"${said.slice(0, 40)}" is no amount of ${tenant.currency}`;
      context.addIssue({ code: 'custom', path: ['promotions', index, field], message });
    }
  }
  for (const [index, { product }] of tenant.testimonies.entries()) {
    if (product === undefined || seen.has(product.toLowerCase())) continue;
    const message = `"${product}" is no product of this file`;
    context.addIssue({ code: 'custom', path: ['testimonies', index, 'product'], message });
  }
});
export type TenantFile = z.output<typeof tenantFile>;

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

function isLanguage(tag: string): boolean {
  try {
    return /^[a-z]{2,3}(?:-|$)/.test(tag) && Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
