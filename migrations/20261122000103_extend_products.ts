import type { Knex } from 'knex';

/* Products as staff keep them: stock, pictures, variants, fields of their own, and where they come from; searchable. */

const COLUMNS = `
-- Names by which a product is known for sure, in one spelling.
CREATE FUNCTION search_keys(name text, aliases jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT btrim(search_text(said))) FROM (
    SELECT name AS said UNION ALL SELECT jsonb_array_elements_text(aliases)) s WHERE btrim(search_text(said)) <> ''
$$;

ALTER TABLE products
  -- Who keeps it: the tenant's profile file, staff, an import, or the catalogue at an address of the shop's own.
  ADD COLUMN source text NOT NULL DEFAULT 'profile' CHECK (source IN ('profile', 'staff', 'import', 'catalog_url')),
  -- The shop's own key.
  ADD COLUMN sku text CHECK (sku <> '' AND length(sku) <= 100),
  -- The product this is a variant of: the same thing by another unit, with a price and a stock of its own.
  ADD COLUMN variant_of uuid,
  -- Thousandths of the unit that are left; null = not counted.
  ADD COLUMN stock_milli bigint CHECK (stock_milli IS NULL OR stock_milli <= 9007199254740991),
  -- What a customer sees when it has run out: that it has, nothing of it, or nothing of that.
  ADD COLUMN out_of_stock text NOT NULL DEFAULT 'show' CHECK (out_of_stock IN ('show', 'hide', 'backorder')),
  ADD COLUMN sold_out boolean NOT NULL GENERATED ALWAYS AS (
    stock_milli IS NOT NULL AND stock_milli < step_milli AND out_of_stock <> 'backorder') STORED,
  ADD COLUMN images jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(images) = 'array' AND jsonb_array_length(images) <= 20),
  ADD COLUMN extra jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(extra) = 'object' AND pg_column_size(extra) <= 16384),
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN search_names text[] GENERATED ALWAYS AS (search_keys(name, aliases)) STORED,
  ADD CONSTRAINT products_stock CHECK (stock_milli >= 0 OR out_of_stock = 'backorder'),
  ADD UNIQUE (tenant_id, sku),
  ADD FOREIGN KEY (tenant_id, variant_of) REFERENCES products (tenant_id, id);
CREATE INDEX products_variants ON products (tenant_id, variant_of) WHERE variant_of IS NOT NULL;
CREATE INDEX products_listed ON products (tenant_id, position, id) WHERE removed_at IS NULL;
CREATE INDEX products_names ON products USING gin (search_names);
SELECT make_searchable('products', $$name || ' ' || aliases::text$$, 'tags::text', 'description')`;

/** Stock falls with every order: only what a reader can see may throw away what readers keep. */
const TRIGGERS = `
DROP TRIGGER touch_tenant_on_update ON products;
CREATE FUNCTION touch_tenants_of_changed_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tenants SET updated_at = clock_timestamp() WHERE id IN (
    SELECT DISTINCT c.tenant_id FROM changed c JOIN before b ON b.tenant_id = c.tenant_id AND b.id = c.id
    WHERE (c.name, c.aliases, c.description, c.unit, c.step_milli, c.price_minor, c.currency, c.available, c.tags, c.position,
        c.removed_at, c.sold_out, c.out_of_stock, c.stock_milli IS NULL, c.images)
      IS DISTINCT FROM (b.name, b.aliases, b.description, b.unit, b.step_milli, b.price_minor, b.currency, b.available, b.tags,
        b.position, b.removed_at, b.sold_out, b.out_of_stock, b.stock_milli IS NULL, b.images));
  RETURN NULL;
END $$;
CREATE TRIGGER touch_tenant_on_update AFTER UPDATE ON products REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_changed_products();

CREATE FUNCTION note_changed_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.name, NEW.aliases, NEW.tags, NEW.description) IS DISTINCT FROM (OLD.name, OLD.aliases, OLD.tags, OLD.description) THEN
    NEW.search_due := true;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER note_change BEFORE UPDATE ON products FOR EACH ROW EXECUTE FUNCTION note_changed_product()`;

/** A tenant's catalogue at an address of its own: what was fetched last, and how it went. */
const SOURCES = `
CREATE TABLE catalog_sources (
  tenant_id uuid PRIMARY KEY REFERENCES tenants (id),
  url text NOT NULL CHECK (length(url) <= 2000),
  every_minutes integer NOT NULL CHECK (every_minutes BETWEEN 5 AND 10080),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'ok', 'failing')),
  -- Of the last copy that was taken over.
  etag text,
  content_hash bytea,
  fetched_at timestamptz,
  products integer,
  skipped jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(skipped) = 'array'),
  -- Of the last try.
  tried_at timestamptz,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
SELECT protect_tenant_table('catalog_sources', 'SELECT, INSERT, UPDATE, DELETE')`;

/** Whose texts wait for a vector, or have one of another embedder: ids only. */
const BACKLOG = `
CREATE FUNCTION embedding_backlog(wanted text, most integer) RETURNS TABLE (tenant_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT t.id FROM public.tenants t
  WHERE EXISTS (SELECT FROM public.products p WHERE p.tenant_id = t.id AND p.search_due AND p.removed_at IS NULL)
    OR EXISTS (SELECT FROM public.products p WHERE p.tenant_id = t.id AND p.embedder IS NULL AND p.removed_at IS NULL)
    OR EXISTS (SELECT FROM public.products p WHERE p.tenant_id = t.id AND p.embedder < wanted AND p.removed_at IS NULL)
    OR EXISTS (SELECT FROM public.products p WHERE p.tenant_id = t.id AND p.embedder > wanted AND p.removed_at IS NULL)
    OR EXISTS (SELECT FROM public.knowledge_chunks c WHERE c.tenant_id = t.id AND c.embedder < wanted)
    OR EXISTS (SELECT FROM public.knowledge_chunks c WHERE c.tenant_id = t.id AND c.embedder > wanted)
  LIMIT most;
END $$;
REVOKE ALL ON FUNCTION embedding_backlog(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION embedding_backlog(text, integer) TO colloquy_app`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [COLUMNS, TRIGGERS, SOURCES, BACKLOG]) await knex.raw(sql);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION embedding_backlog(text, integer);
    DROP TABLE catalog_sources;
    DROP TRIGGER note_change ON products;
    DROP TRIGGER touch_tenant_on_update ON products;
    DROP FUNCTION note_changed_product(), touch_tenants_of_changed_products();
    CREATE TRIGGER touch_tenant_on_update AFTER UPDATE ON products REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();
    DROP POLICY search_owner ON products;
    DROP TRIGGER note_words ON products;
    ALTER TABLE products DROP COLUMN search, DROP COLUMN embedding_bits, DROP COLUMN embedding, DROP COLUMN embedder,
      DROP COLUMN search_due, DROP COLUMN search_names, DROP COLUMN updated_at, DROP COLUMN extra,
      DROP COLUMN images, DROP COLUMN sold_out, DROP COLUMN out_of_stock, DROP COLUMN stock_milli, DROP COLUMN variant_of,
      DROP COLUMN sku, DROP COLUMN source;
    DROP FUNCTION search_keys(text, jsonb)`);
}
