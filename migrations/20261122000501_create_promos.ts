import type { Knex } from 'knex';

/*
 * Customers' words and offers, which stood in the settings of a tenant until now; the uses of promo codes; discounts of
 * orders. Whatever the agent says of an offer, what it takes off is computed here.
 */

const TESTIMONIES = `
CREATE TABLE testimonies (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  author text NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  product text,
  image_url text CHECK (image_url ~ '^https://'),
  -- Local days of the tenant, both included; null = no bound.
  valid_from date,
  valid_until date,
  -- 'profile': written with the tenant's profile, which alone takes it away again.
  source text NOT NULL CHECK (source IN ('staff', 'profile')),
  removed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CHECK (valid_from <= valid_until)
);
CREATE UNIQUE INDEX testimonies_of_profile ON testimonies (tenant_id, author, md5(text)) WHERE source = 'profile';
SELECT protect_tenant_table('testimonies', 'SELECT, INSERT, UPDATE')`;

const PROMOS = `
CREATE TABLE promos (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  -- Upper case; null = an offer without a code.
  code text CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{1,39}$'),
  text text NOT NULL CHECK (text <> ''),
  image_url text CHECK (image_url ~ '^https://'),
  -- Hundredths of a percent, or an amount; neither = the offer takes nothing off by itself.
  percent_bp integer CHECK (percent_bp BETWEEN 1 AND 10000),
  amount_minor bigint CHECK (amount_minor > 0),
  min_order_minor bigint NOT NULL DEFAULT 0 CHECK (min_order_minor >= 0),
  valid_from date,
  valid_until date,
  usage_limit integer CHECK (usage_limit > 0),
  customer_limit integer CHECK (customer_limit > 0),
  source text NOT NULL CHECK (source IN ('staff', 'profile')),
  removed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CHECK (percent_bp IS NULL OR amount_minor IS NULL),
  CHECK (code IS NOT NULL OR (percent_bp IS NULL AND amount_minor IS NULL)),
  CHECK (valid_from <= valid_until)
);
CREATE UNIQUE INDEX promos_code ON promos (tenant_id, code) WHERE removed_at IS NULL AND code IS NOT NULL;
CREATE UNIQUE INDEX promos_of_profile ON promos (tenant_id, md5(text)) WHERE source = 'profile';
SELECT protect_tenant_table('promos', 'SELECT, INSERT, UPDATE');

-- One promo an order; a cancelled order gives its use back.
CREATE TABLE promo_uses (
  tenant_id uuid NOT NULL,
  order_id uuid NOT NULL,
  promo_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, order_id),
  FOREIGN KEY (tenant_id, order_id) REFERENCES orders (tenant_id, id),
  FOREIGN KEY (tenant_id, promo_id) REFERENCES promos (tenant_id, id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id)
);
CREATE INDEX promo_uses_promo ON promo_uses (tenant_id, promo_id, contact_id);
SELECT protect_tenant_table('promo_uses', 'SELECT, INSERT, DELETE');

ALTER TABLE orders ADD COLUMN discount_minor bigint NOT NULL DEFAULT 0 CHECK (discount_minor >= 0)`;

/** Readers cache what the agent may say by the tenant's version. */
const TOUCH = `
CREATE TRIGGER touch_tenant_on_insert AFTER INSERT ON testimonies REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();
CREATE TRIGGER touch_tenant_on_update AFTER UPDATE ON testimonies REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();
CREATE TRIGGER touch_tenant_on_insert AFTER INSERT ON promos REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();
CREATE TRIGGER touch_tenant_on_update AFTER UPDATE ON promos REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products()`;

/** Out of the settings, as the owner, whom forced row security binds too: tenant by tenant. */
const MOVE = `
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT id FROM tenants LOOP
    PERFORM set_config('app.current_tenant_id', one.id::text, true);
    INSERT INTO testimonies (tenant_id, id, author, text, product, source)
    SELECT one.id, gen_random_uuid(), coalesce(x->>'author', ''), x->>'text', x->>'product', 'profile'
    FROM tenants t, jsonb_array_elements(coalesce(t.settings->'testimonies', '[]')) AS x
    WHERE t.id = one.id AND coalesce(x->>'text', '') <> '' ON CONFLICT DO NOTHING;
    INSERT INTO promos (tenant_id, id, code, text, valid_until, source)
    SELECT one.id, gen_random_uuid(), upper(x->>'code'), x->>'text', (x->>'until')::date, 'profile'
    FROM tenants t, jsonb_array_elements(coalesce(t.settings->'promotions', '[]')) AS x
    WHERE t.id = one.id AND coalesce(x->>'text', '') <> ''
      AND (x->>'code' IS NULL OR upper(x->>'code') ~ '^[A-Z0-9][A-Z0-9_-]{1,39}$') ON CONFLICT DO NOTHING;
    UPDATE tenants SET settings = settings - 'testimonies' - 'promotions' WHERE id = one.id;
  END LOOP;
  PERFORM set_config('app.current_tenant_id', '', true);
END $$`;

const MOVE_BACK = `
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT id FROM tenants LOOP
    PERFORM set_config('app.current_tenant_id', one.id::text, true);
    UPDATE tenants SET settings = settings || jsonb_build_object(
      'testimonies', (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('author', s.author, 'text', s.text,
        'product', s.product)) ORDER BY s.created_at), '[]') FROM testimonies s WHERE s.tenant_id = one.id AND s.removed_at IS NULL),
      'promotions', (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('code', p.code, 'text', p.text,
        'until', p.valid_until)) ORDER BY p.created_at), '[]') FROM promos p WHERE p.tenant_id = one.id AND p.removed_at IS NULL))
    WHERE id = one.id;
  END LOOP;
  PERFORM set_config('app.current_tenant_id', '', true);
END $$`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [TESTIMONIES, PROMOS, TOUCH, MOVE]) await knex.raw(sql);
}

export async function down(knex: Knex): Promise<void> {
  for (const sql of [
    MOVE_BACK,
    'ALTER TABLE orders DROP COLUMN discount_minor',
    'DROP TABLE promo_uses, promos, testimonies',
  ])
    await knex.raw(sql);
}
