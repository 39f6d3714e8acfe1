import type { Knex } from 'knex';

/*
 * Tenants, and the rules that keep them apart: row-level security forced on every table, a role that owns nothing
 * for the running system, and three functions that answer the few questions asked before a tenant is known.
 */

/** Roles belong to the whole cluster: another database's migration may be creating or granting it at this moment. */
const CREATE_ROLE = `
DO $$
BEGIN
  FOR attempt IN 1..40 LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'colloquy_app') THEN
        CREATE ROLE colloquy_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
      END IF;
      EXIT;
    EXCEPTION WHEN duplicate_object OR unique_violation OR internal_error THEN
      PERFORM pg_sleep(0.05);
    END;
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'colloquy_app') THEN
    RAISE EXCEPTION 'role colloquy_app could not be created; another migration of this cluster is changing it';
  END IF;
END $$`;

/** So that a small installation can log in as the owner. One whose DBA made the role may have it withheld: it stays. */
const LET_OWNER_ACT = `
DO $$
BEGIN
  FOR attempt IN 1..40 LOOP
    BEGIN
      IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT colloquy_app TO %I', current_user);
      END IF;
      RETURN;
    EXCEPTION
      WHEN insufficient_privilege THEN RETURN;
      WHEN unique_violation OR internal_error THEN PERFORM pg_sleep(0.05);
    END;
  END LOOP;
END $$`;

const FUNCTIONS = `
CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.current_tenant_id', true), '')::uuid $$;

-- Not IMMUTABLE: to_char is not, and Postgres then could not put the body in place of each of hundreds of calls.
CREATE FUNCTION iso_utc(moment timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- What every table of tenants' data gets: forced row security, one policy, and the named rights for the running system.
CREATE FUNCTION protect_tenant_table(target regclass, rights text, key_column text DEFAULT 'tenant_id') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant_only ON %s USING (%I = current_tenant()) WITH CHECK (%I = current_tenant())',
    target, key_column, key_column);
  EXECUTE format('GRANT %s ON %s TO colloquy_app', rights, target);
END $$;
REVOKE ALL ON FUNCTION protect_tenant_table(regclass, text, text) FROM PUBLIC;

CREATE FUNCTION raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  NEW.updated_at := now();
  RETURN NEW;
END $$;

-- A change of the catalogue is a change of what the agent may say: readers cache both by the tenant's version.
CREATE FUNCTION touch_tenants_of_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tenants SET updated_at = clock_timestamp() WHERE id IN (SELECT DISTINCT tenant_id FROM changed);
  RETURN NULL;
END $$`;

const TABLES = `
CREATE TABLE tenants (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text NOT NULL CHECK (name <> ''),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  language text NOT NULL,
  time_zone text NOT NULL,
  persona text NOT NULL,
  settings jsonb NOT NULL CHECK (jsonb_typeof(settings) = 'object'),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
SELECT protect_tenant_table('tenants', 'SELECT, INSERT, UPDATE', 'id');
CREATE TRIGGER raise_version BEFORE UPDATE ON tenants FOR EACH ROW
  WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION raise_version();

CREATE TABLE api_keys (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  name text NOT NULL,
  secret_hash bytea NOT NULL CHECK (length(secret_hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, secret_hash)
);
SELECT protect_tenant_table('api_keys', 'SELECT, INSERT, UPDATE');

CREATE TABLE channels (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('telegram', 'whatsapp', 'messenger', 'instagram', 'twilio', 'web')),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'auth_failed', 'off')),
  sealed_credentials bytea,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, channel)
);
SELECT protect_tenant_table('channels', 'SELECT, INSERT, UPDATE');

CREATE TABLE products (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  aliases jsonb NOT NULL CHECK (jsonb_typeof(aliases) = 'array'),
  description text NOT NULL,
  unit text NOT NULL CHECK (unit <> ''),
  step_milli integer NOT NULL CHECK (step_milli > 0),
  price_minor bigint NOT NULL CHECK (price_minor >= 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  available boolean NOT NULL,
  tags jsonb NOT NULL CHECK (jsonb_typeof(tags) = 'array'),
  position integer NOT NULL,
  -- Orders refer to products for ever, so a product that is taken off the list stays here.
  removed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
SELECT protect_tenant_table('products', 'SELECT, INSERT, UPDATE');
CREATE TRIGGER touch_tenant_on_insert AFTER INSERT ON products REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();
CREATE TRIGGER touch_tenant_on_update AFTER UPDATE ON products REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products()`;

/** The owner is no superuser everywhere, and forced row security binds it too: it alone may read the registry. */
const REGISTRY = `
DO $$ BEGIN
  EXECUTE format('CREATE POLICY registry_owner ON tenants FOR SELECT TO %I USING (true)', current_user);
END $$;

CREATE FUNCTION tenant_by_slug(wanted text) RETURNS TABLE (id uuid, slug text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ SELECT t.id, t.slug, t.name FROM public.tenants t WHERE t.slug = wanted $$;

CREATE FUNCTION list_tenants() RETURNS TABLE (id uuid, slug text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ SELECT t.id, t.slug, t.name FROM public.tenants t ORDER BY t.slug $$;

REVOKE ALL ON FUNCTION tenant_by_slug(text), list_tenants() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenant_by_slug(text), list_tenants() TO colloquy_app;
GRANT USAGE ON SCHEMA public TO colloquy_app`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [CREATE_ROLE, LET_OWNER_ACT, FUNCTIONS, TABLES, REGISTRY]) await knex.raw(sql);
}

/** The role stays: other databases of the cluster may use it. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION list_tenants(), tenant_by_slug(text);
    DROP TABLE products, channels, api_keys, tenants;
    DROP FUNCTION touch_tenants_of_products(), raise_version(), protect_tenant_table(regclass, text, text);
    DROP FUNCTION iso_utc(timestamptz), current_tenant();
    REVOKE USAGE ON SCHEMA public FROM colloquy_app`);
}
