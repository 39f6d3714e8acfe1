import { v7 as uuid } from 'uuid';
import { promoCode } from '#domain/promo/promo.ts';
import type { Promotion, Testimony } from '#domain/tenant/profile.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';

const TESTIMONIES: Statement = {
  name: 'save_profile_testimonies',
  text: `
INSERT INTO testimonies (tenant_id, id, author, text, product, image_url, valid_from, valid_until, source)
SELECT $1, g.id, g.author, g.text, g.product, g."imageUrl", g.from, g.until, 'profile'
FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (id uuid, author text, text text, product text, "imageUrl" text,
  "from" date, until date)) WITH ORDINALITY AS g ORDER BY g.ordinality
ON CONFLICT (tenant_id, author, md5(text)) WHERE source = 'profile' DO UPDATE SET product = excluded.product,
  image_url = excluded.image_url, valid_from = excluded.valid_from, valid_until = excluded.valid_until, removed_at = NULL
WHERE (testimonies.product, testimonies.image_url, testimonies.valid_from, testimonies.valid_until, testimonies.removed_at)
  IS DISTINCT FROM (excluded.product, excluded.image_url, excluded.valid_from, excluded.valid_until, NULL)`,
};

const OTHER_TESTIMONIES: Statement = {
  name: 'remove_other_testimonies',
  text: `
UPDATE testimonies s SET removed_at = now() WHERE s.tenant_id = $1 AND s.source = 'profile' AND s.removed_at IS NULL
  AND NOT EXISTS (SELECT FROM jsonb_to_recordset($2::jsonb) AS g (author text, text text) WHERE g.author = s.author AND g.text = s.text)`,
};

const PROMOS: Statement = {
  name: 'save_profile_promos',
  text: `
INSERT INTO promos (tenant_id, id, code, text, image_url, percent_bp, amount_minor, min_order_minor, valid_from, valid_until,
  usage_limit, customer_limit, source)
SELECT $1, g.id, g.code, g.text, g."imageUrl", g."percentBp", g."amountMinor", coalesce(g."minOrderMinor", 0), g.from, g.until,
  g."usageLimit", g."customerLimit", 'profile'
FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (id uuid, code text, text text, "imageUrl" text, "percentBp" integer,
  "amountMinor" bigint, "minOrderMinor" bigint, "from" date, until date, "usageLimit" integer, "customerLimit" integer))
  WITH ORDINALITY AS g
WHERE NOT EXISTS (SELECT FROM promos s WHERE s.tenant_id = $1 AND s.code = g.code AND s.source = 'staff' AND s.removed_at IS NULL)
ORDER BY g.ordinality
ON CONFLICT (tenant_id, md5(text)) WHERE source = 'profile' DO UPDATE SET code = excluded.code, image_url = excluded.image_url,
  percent_bp = excluded.percent_bp, amount_minor = excluded.amount_minor, min_order_minor = excluded.min_order_minor,
  valid_from = excluded.valid_from, valid_until = excluded.valid_until, usage_limit = excluded.usage_limit,
  customer_limit = excluded.customer_limit, removed_at = NULL
WHERE (promos.code, promos.image_url, promos.percent_bp, promos.amount_minor, promos.min_order_minor, promos.valid_from,
    promos.valid_until, promos.usage_limit, promos.customer_limit, promos.removed_at)
  IS DISTINCT FROM (excluded.code, excluded.image_url, excluded.percent_bp, excluded.amount_minor, excluded.min_order_minor,
    excluded.valid_from, excluded.valid_until, excluded.usage_limit, excluded.customer_limit, NULL)`,
};

const OTHER_PROMOS: Statement = {
  name: 'remove_other_promos',
  text: `
UPDATE promos p SET removed_at = now() WHERE p.tenant_id = $1 AND p.source = 'profile' AND p.removed_at IS NULL
  AND NOT EXISTS (SELECT FROM jsonb_to_recordset($2::jsonb) AS g (text text) WHERE g.text = p.text)`,
};

/**
 * Brings the library to what a profile holds, by words; what staff keep stays. Offers that go away make room for the
 * codes of those that come, so they go first.
 */
export async function saveLibrary(
  tx: Tx,
  library: { readonly testimonies: readonly Testimony[]; readonly promotions: readonly Promotion[] },
): Promise<void> {
  const testimonies = toJsonb(library.testimonies.map((one) => ({ ...one, id: uuid() })));
  const promos = toJsonb(library.promotions.map(toRow));
  await tx.rows(OTHER_TESTIMONIES, [tx.tenantId, testimonies]);
  await tx.rows(TESTIMONIES, [tx.tenantId, testimonies]);
  await tx.rows(OTHER_PROMOS, [tx.tenantId, promos]);
  await tx.rows(PROMOS, [tx.tenantId, promos]);
}

function toRow({ code, discount, ...rest }: Promotion) {
  return {
    ...rest,
    id: uuid(),
    code: code === undefined ? null : promoCode(code),
    percentBp: discount?.kind === 'percent' ? discount.percentBp : null,
    amountMinor: discount?.kind === 'fixed' ? discount.amountMinor : null,
  };
}
