import type { Knex } from 'knex';

/*
 * A dead letter can be given another chance, once its cause is gone. And whose a conversation's key is can be asked by its id
 * alone: a codec server is shown payloads without the workflow they are of.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
ALTER TABLE dead_letters ADD COLUMN replayed_at timestamptz, ADD COLUMN replayed_by text;
GRANT UPDATE (replayed_at, replayed_by) ON dead_letters TO colloquy_app;

DO $$ BEGIN
  EXECUTE format('CREATE POLICY codec_owner ON conversation_keys FOR SELECT TO %I USING (true)', current_user);
END $$;
CREATE FUNCTION tenants_of_keys(ids uuid[]) RETURNS TABLE (tenant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT k.tenant_id FROM public.conversation_keys k WHERE k.id = ANY (ids)
$$;
REVOKE ALL ON FUNCTION tenants_of_keys(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenants_of_keys(uuid[]) TO colloquy_app`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
DROP FUNCTION tenants_of_keys(uuid[]);
DROP POLICY codec_owner ON conversation_keys;
REVOKE UPDATE (replayed_at, replayed_by) ON dead_letters FROM colloquy_app;
ALTER TABLE dead_letters DROP COLUMN replayed_at, DROP COLUMN replayed_by`);
}
