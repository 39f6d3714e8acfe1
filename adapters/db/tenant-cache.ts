import { z } from 'zod';
import type { Resource } from '#domain/booking/resource.ts';
import type { Channel } from '#domain/channel.ts';
import { settingsFor } from '#domain/conversation/settings-for.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import { NotFound } from '#domain/errors.ts';
import { followUpPolicy } from '#domain/follow-up/follow-up-policy.ts';
import { handoffPolicy } from '#domain/handoff/handoff-policy.ts';
import type { Product } from '#domain/product/product.ts';
import { toPromotion, toTestimony } from '#domain/promo/to-profile.ts';
import type { Promo, StoredTestimony } from '#domain/promo/promo.ts';
import { LARGEST_IN_MEMORY } from '#domain/product/shelf.ts';
import type { Shelf } from '#domain/product/shelf.ts';
import type { TenantProfile } from '#domain/tenant/profile.ts';
import { RESOURCE_JSON } from './booking/json.ts';
import type { Statement, Tx } from './in-tenant.ts';
import { ON_SALE, PRODUCT_JSON } from './product/product-json.ts';
import { SHOWN_PROMOS, SHOWN_TESTIMONIES } from './promo/promo-json.ts';

/** A tenant and what it sells, of one version. */
export interface Shop {
  readonly tenant: TenantProfile;
  /** Empty when there is a shelf: such a shop's products stay in the database. */
  readonly catalogue: readonly Product[];
  readonly shelf?: Shelf;
  readonly resources: readonly Resource[];
}

/** Keeps shops in memory by version; the caller brings the version it just read, so an old one is never used. */
export interface ShopCache {
  /** The shop in memory, when it is of this version. */
  known(tenantId: string, version: number): Shop | undefined;
  get(tx: Tx, version: number): Promise<Shop>;
}

const MAX_SHOPS = 500;

const ms = z.number().int().min(0);
const bookingSettings = z.object({
  confirmation: z.enum(['at_once', 'held']).exactOptional(),
  holdMinutes: ms.exactOptional(),
  reminderMinutes: ms.nullable().exactOptional(),
  leadMinutes: ms.exactOptional(),
  horizonDays: ms.exactOptional(),
  changeMinutes: ms.exactOptional(),
  mostOpen: ms.exactOptional(),
});
/** What the `settings` column holds; kept loose on the way in by the writer, checked on the way out. */
export const tenantSettings = z.object({
  policies: z.array(z.string()).default([]),
  faq: z.array(z.object({ question: z.string(), answer: z.string() })).default([]),
  testimonies: z
    .array(z.object({ author: z.string(), text: z.string(), product: z.string().exactOptional() }))
    .default([]),
  promotions: z
    .array(z.object({ code: z.string().exactOptional(), text: z.string(), until: z.string().exactOptional() }))
    .default([]),
  models: z.array(z.object({ provider: z.string(), model: z.string() })).default([]),
  disabledTools: z.array(z.string()).default([]),
  bookings: bookingSettings.exactOptional(),
  payments: z.object({ pageMinutes: z.number().positive().exactOptional() }).exactOptional(),
  handoff: handoffPolicy.exactOptional(),
  followUps: followUpPolicy.exactOptional(),
  widget: z
    .object({
      origins: z.array(z.string()).default([]),
      title: z.string().exactOptional(),
      greeting: z.string().exactOptional(),
      accent: z.string().exactOptional(),
      position: z.enum(['left', 'right']).exactOptional(),
      language: z.string().exactOptional(),
      logoUrl: z.string().exactOptional(),
      starters: z.array(z.string()).exactOptional(),
    })
    .exactOptional(),
  conversation: z
    .object({
      quietMs: ms.exactOptional(),
      burstCapMs: ms.exactOptional(),
      idleCloseMs: ms.exactOptional(),
      turnsPerRun: ms.exactOptional(),
      maxSteps: ms.exactOptional(),
      maxInterrupts: ms.exactOptional(),
      maxRedrafts: ms.exactOptional(),
      turnBudgetMs: ms.exactOptional(),
    })
    .default({}),
});

/** @param raw the `settings` column */
export function settingsOf(raw: unknown, version: number, channel: Channel): ConversationSettings {
  return settingsFor(channel, { ...tenantSettings.parse(raw), version });
}

export function createShopCache(): ShopCache {
  const shops = new Map<string, Shop>();
  const known = (tenantId: string, version: number) => {
    const shop = shops.get(tenantId);
    return shop?.tenant.version === version ? shop : undefined;
  };
  return {
    known,
    async get(tx, version) {
      const inMemory = known(tx.tenantId, version);
      if (inMemory) return inMemory;
      const shop = await loadShop(tx);
      shops.delete(tx.tenantId);
      shops.set(tx.tenantId, shop);
      const oldest = shops.keys().next().value;
      if (shops.size > MAX_SHOPS && oldest !== undefined) shops.delete(oldest);
      return shop;
    },
  };
}

const LOAD_SHOP: Statement = {
  name: 'load_shop',
  text: `
SELECT json_build_object('id', t.id, 'slug', t.slug, 'name', t.name, 'currency', t.currency, 'language', t.language,
    'timeZone', t.time_zone, 'persona', t.persona, 'version', t.version, 'knowledge', ARRAY(SELECT d.title FROM knowledge_documents d
      WHERE d.tenant_id = t.id AND d.live_generation IS NOT NULL ORDER BY d.id DESC LIMIT 20)) AS profile, t.settings,
  (SELECT coalesce(json_agg(x.j ORDER BY x.position, x.name), '[]') FROM (
    SELECT ${PRODUCT_JSON} AS j, p.position, p.name FROM products p WHERE ${ON_SALE} LIMIT $1) x) AS products,
  (SELECT coalesce(json_agg(${RESOURCE_JSON} ORDER BY r.position, r.name), '[]') FROM resources r WHERE r.active) AS resources,
  ${SHOWN_TESTIMONIES} AS testimonies, ${SHOWN_PROMOS} AS promos,
  (SELECT coalesce(json_object_agg(w.role, json_build_object('version', w.version, 'text', w.text)), '{}') FROM prompts w
    WHERE w.tenant_id = t.id AND w.state = 'published') AS prompts,
  (SELECT coalesce(json_object_agg(a.role, json_build_object('temperature', a.temperature, 'models',
      jsonb_build_array(jsonb_build_object('provider', a.provider, 'model', a.model)) || a.fallbacks)), '{}') FROM agent_configs a
    WHERE a.tenant_id = t.id) AS agents
FROM tenants t`,
};

const LOAD_SHELF: Statement = {
  name: 'load_shelf',
  text: `
SELECT (SELECT count(*)::int FROM products p WHERE p.tenant_id = $1 AND ${ON_SALE}) AS size,
  ARRAY(SELECT tag FROM products p CROSS JOIN LATERAL jsonb_array_elements_text(p.tags) AS tag
    WHERE p.tenant_id = $1 AND ${ON_SALE} GROUP BY tag ORDER BY count(*) DESC, tag LIMIT 40) AS categories`,
};

interface ShopRow {
  profile: Pick<
    TenantProfile,
    'id' | 'slug' | 'name' | 'currency' | 'language' | 'timeZone' | 'persona' | 'version' | 'knowledge'
  >;
  settings: unknown;
  products: Product[];
  resources: Resource[];
  testimonies: StoredTestimony[];
  promos: Promo[];
  prompts: NonNullable<TenantProfile['prompts']>;
  agents: NonNullable<TenantProfile['agents']>;
}

/** One statement, so that profile and catalogue are of one moment. */
export async function loadShop(tx: Tx): Promise<Shop> {
  const [row] = await tx.rows<ShopRow>(LOAD_SHOP, [LARGEST_IN_MEMORY + 1]);
  if (row === undefined) throw new NotFound(`tenant ${tx.tenantId}: not found`);
  const tenant = {
    ...row.profile,
    ...tenantSettings.parse(row.settings),
    testimonies: row.testimonies.map(toTestimony),
    promotions: row.promos.map(toPromotion),
    prompts: row.prompts,
    agents: row.agents,
  };
  const { products, resources } = row;
  if (products.length <= LARGEST_IN_MEMORY) return { tenant, catalogue: products, resources };
  const [shelf] = await tx.rows<{ size: number; categories: string[] }>(LOAD_SHELF, [tx.tenantId]);
  return { tenant, catalogue: [], resources, ...(shelf && { shelf }) };
}
