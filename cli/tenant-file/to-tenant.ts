import type { NewTenant } from '#adapters/db/write/save-tenant.ts';
import { toWidgetSettings } from '#api/routes/widget/settings-shape.ts';
import { parseMoney } from '#domain/money/format-money.ts';
import type { BookingPolicy } from '#domain/booking/booking-policy.ts';
import type { TenantProfile } from '#domain/tenant/profile.ts';
import { toPromotion, toTestimony } from './offers.ts';
import type { TenantFile } from './schema.ts';

/** A checked file as the domain knows it. */
export function toTenant(file: TenantFile): NewTenant {
  return {
    profile: {
      slug: file.slug,
      name: file.name,
      currency: file.currency,
      language: file.language,
      timeZone: file.time_zone,
      persona: file.persona ?? `You are the friendly salesperson of ${file.name}. Be short, warm and exact.`,
      policies: file.policies,
      faq: file.faq,
      testimonies: file.testimonies.map(toTestimony),
      promotions: file.promotions.map((offer) => toPromotion(offer, file.currency)),
      models: file.models,
      disabledTools: file.disabled_tools,
      conversation: toSettings<TenantProfile['conversation']>(file.conversation),
      ...(file.widget && { widget: toWidgetSettings(file.widget) }),
      ...(file.bookings && { bookings: toSettings<Partial<BookingPolicy>>(file.bookings) }),
    },
    products: file.products.map((product) => ({
      name: product.name,
      aliases: product.aliases,
      description: product.description,
      unit: product.unit,
      stepMilli: Math.round(product.step * 1000),
      priceMinor: priceMinor(product.price, file.currency),
      currency: file.currency,
      available: product.available,
      tags: product.tags,
    })),
  };
}

function priceMinor(price: string, currency: string): number {
  const minor = parseMoney(price, currency);
  if (minor === undefined)
    throw new RangeError(`price: "${price}" is no amount of ${currency}; the schema lets none through`);
  return minor;
}

/** `quiet_ms` → `quietMs`, only what is set. */
function toSettings<T>(settings: object): T {
  const entries = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]);
  return Object.fromEntries(entries) as T;
}
