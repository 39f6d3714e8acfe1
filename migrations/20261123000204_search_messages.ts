import type { Knex } from 'knex';

/*
 * Full text of what was said, in every language. As in create_search, matching may not use an index under row security:
 * functions look as the owner, for the tenant of the transaction alone, and answer ids; what they stand for is read under
 * row security.
 */

const UP = `
ALTER TABLE messages ADD COLUMN search tsvector
  GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, search_text(coalesce(heard, text)))) STORED;

-- The newest first. Ids begin with the time, so their order is that of the talk.
CREATE FUNCTION search_messages_by_index(tenant uuid, wanted tsquery, before uuid, who text, most integer) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
-- Walking all messages backwards is what it must not do: that was tried before it is called.
SET enable_indexscan = off SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY EXECUTE 'SELECT m.id FROM public.messages m
    WHERE m.tenant_id = $1 AND m.search @@ $2 AND m.id < $3 AND m.author <> ''system'' AND ($4 IS NULL OR m.author = $4)
    ORDER BY m.id DESC LIMIT $5' USING tenant, wanted, before, who, most;
END $$;
REVOKE ALL ON FUNCTION search_messages_by_index(uuid, tsquery, uuid, text, integer) FROM PUBLIC;

CREATE FUNCTION search_messages(words text[], goes_on boolean, before uuid, who text, talk uuid, most integer) RETURNS SETOF uuid
-- As many as a page: the planner must not read whole tables to join them.
LANGUAGE plpgsql STABLE ROWS 20 SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- What is said often is met among so many of the newest messages; an index would gather all of it first.
  newest CONSTANT integer := 4000;
  tenant CONSTANT uuid := public.current_tenant();
  wanted CONSTANT tsquery := (SELECT string_agg(quote_literal(w.word) || CASE WHEN goes_on AND w.place = cardinality(words)
    THEN ':*' ELSE '' END, ' & ') FROM unnest(words) WITH ORDINALITY AS w (word, place))::tsquery;
  found uuid[];
BEGIN
  IF wanted IS NULL THEN RETURN; END IF;
  IF talk IS NOT NULL THEN
    RETURN QUERY SELECT m.id FROM public.messages m
      WHERE m.tenant_id = tenant AND m.conversation_id = talk AND m.search @@ wanted AND m.id < before AND m.author <> 'system'
        AND (who IS NULL OR m.author = who) ORDER BY m.id DESC LIMIT most;
    RETURN;
  END IF;
  SELECT array_agg(x.id) INTO found FROM (
    SELECT n.id FROM (SELECT m.id, m.search, m.author FROM public.messages m WHERE m.tenant_id = tenant AND m.id < before
      ORDER BY m.id DESC LIMIT newest) n
    WHERE n.search @@ wanted AND n.author <> 'system' AND (who IS NULL OR n.author = who) ORDER BY n.id DESC LIMIT most) x;
  IF cardinality(found) >= most THEN
    RETURN QUERY SELECT unnest(found);
    RETURN;
  END IF;
  RETURN QUERY SELECT * FROM public.search_messages_by_index(tenant, wanted, before, who, most);
END $$;
REVOKE ALL ON FUNCTION search_messages(text[], boolean, uuid, text, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_messages(text[], boolean, uuid, text, uuid, integer) TO colloquy_app;

DO $$ BEGIN
  EXECUTE format('CREATE POLICY search_owner ON messages FOR SELECT TO %I USING (true)', current_user);
  EXECUTE format('CREATE INDEX messages_search ON messages USING gin (%ssearch)',
    CASE WHEN has_extension('btree_gin') THEN 'tenant_id, ' ELSE '' END);
END $$`;

const DOWN = `
DROP FUNCTION search_messages(text[], boolean, uuid, text, uuid, integer);
DROP FUNCTION search_messages_by_index(uuid, tsquery, uuid, text, integer);
DROP INDEX messages_search;
DROP POLICY search_owner ON messages;
ALTER TABLE messages DROP COLUMN search`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(DOWN);
}
