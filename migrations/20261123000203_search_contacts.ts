import type { Knex } from 'knex';

/*
 * Contacts by a part of their name, in any spelling and alphabet. Matching is not leakproof, so the index can't be used
 * under row security: the function looks as the owner, for the tenant of the transaction alone, and answers ids.
 */

const UP = `
ALTER TABLE contacts ADD COLUMN search_name text GENERATED ALWAYS AS (search_text(name)) STORED;

CREATE FUNCTION contacts_named(said text, most integer, before uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 20 SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- Letters and digits only by now: no wildcard is left in it.
  wanted CONSTANT text := btrim(public.search_text(said));
BEGIN
  IF wanted = '' THEN RETURN; END IF;
  -- Planned for these very values: a rare name is asked of the index, a common one is soon met among the newest.
  RETURN QUERY EXECUTE 'SELECT c.id FROM public.contacts c
    WHERE c.tenant_id = $1 AND c.search_name LIKE $2 AND c.id < $3 ORDER BY c.id DESC LIMIT $4'
    USING public.current_tenant(), '%' || wanted || '%', before, most;
END $$;
REVOKE ALL ON FUNCTION contacts_named(text, integer, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION contacts_named(text, integer, uuid) TO colloquy_app;

DO $$
DECLARE
  home text;
BEGIN
  EXECUTE format('CREATE POLICY search_owner ON contacts FOR SELECT TO %I USING (true)', current_user);
  SELECT quote_ident(n.nspname) INTO home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'pg_trgm';
  IF home IS NOT NULL THEN
    EXECUTE format('CREATE INDEX contacts_search_name ON contacts USING gin (%ssearch_name %s.gin_trgm_ops)',
      CASE WHEN has_extension('btree_gin') THEN 'tenant_id, ' ELSE '' END, home);
  END IF;
END $$`;

const DOWN = `
DROP FUNCTION contacts_named(text, integer, uuid);
DROP INDEX IF EXISTS contacts_search_name;
DROP POLICY search_owner ON contacts;
ALTER TABLE contacts DROP COLUMN search_name`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(DOWN);
}
