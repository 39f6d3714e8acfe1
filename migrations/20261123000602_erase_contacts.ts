import type { Knex } from 'knex';

/*
 * Erasing a person. The application may delete hardly any row; this function deletes those of one contact, and nothing else.
 * Every table with a `conversation_id` or a `contact_id` is emptied of them unless it is named here as kept: a table that is
 * added later is erased by itself.
 */
const TABLES = `
ALTER TABLE contacts ADD COLUMN erased_at timestamptz;

CREATE TABLE erasures (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  contact_id uuid NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT now(),
  -- What the person's conversations ran under; emptied when all is done.
  workflow_ids text[] NOT NULL DEFAULT '{}',
  contact_keys text[] NOT NULL DEFAULT '{}',
  detached_at timestamptz,
  rows_erased_at timestamptz,
  keys_destroyed_at timestamptz,
  histories text CHECK (histories IN ('deleted', 'unreadable')),
  done_at timestamptz,
  PRIMARY KEY (tenant_id, contact_id)
);
SELECT protect_tenant_table('erasures', 'SELECT, INSERT, UPDATE')`;

const ERASE = `
CREATE FUNCTION erase_contact(contact uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tenant CONSTANT uuid := public.current_tenant();
  talks uuid[];
  keys text[];
  provider_ids text[];
  waiting text[];
  postponed text[];
  target text;
BEGIN
  IF tenant IS NULL THEN RAISE EXCEPTION 'erase_contact: no tenant is set'; END IF;
  SELECT contact_keys INTO keys FROM public.erasures WHERE tenant_id = tenant AND contact_id = contact;
  IF keys IS NULL THEN RAISE EXCEPTION 'erase_contact: nobody asked for it'; END IF;
  talks := ARRAY(SELECT id FROM public.conversations WHERE tenant_id = tenant AND contact_id = contact);
  provider_ids := ARRAY(
    SELECT provider_message_id FROM public.messages
      WHERE tenant_id = tenant AND conversation_id = ANY (talks) AND provider_message_id IS NOT NULL
    UNION SELECT provider_message_id FROM public.outbox
      WHERE tenant_id = tenant AND conversation_id = ANY (talks) AND provider_message_id IS NOT NULL);
  DELETE FROM public.delivery_statuses WHERE tenant_id = tenant AND provider_message_id = ANY (provider_ids);
  DELETE FROM public.channel_events WHERE tenant_id = tenant AND contact_key = ANY (keys);
  DELETE FROM public.dead_letters WHERE tenant_id = tenant
    AND workflow_id IN (SELECT unnest(workflow_ids) FROM public.erasures WHERE tenant_id = tenant AND contact_id = contact);
  -- What tax law has a shop keep: what was sold, when, for how much. Whose it was is not in there any more.
  UPDATE public.orders SET delivery_address = NULL, notes = NULL WHERE tenant_id = tenant AND contact_id = contact;
  UPDATE public.bookings SET guest_name = NULL, notes = NULL WHERE tenant_id = tenant AND contact_id = contact;
  DELETE FROM public.payment_notices n USING public.payments p
    WHERE n.tenant_id = tenant AND p.tenant_id = tenant AND p.id = n.payment_id AND p.contact_id = contact;

  -- A table that another one points to can be emptied only after that one.
  SELECT array_agg(c.table_name::text) INTO waiting FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name = 'conversation_id'
      AND c.table_name NOT IN ('orders', 'bookings', 'payments', 'usage_events');
  WHILE cardinality(waiting) > 0 LOOP
    postponed := '{}';
    FOREACH target IN ARRAY waiting LOOP
      BEGIN
        EXECUTE format('DELETE FROM public.%I WHERE tenant_id = $1 AND conversation_id = ANY ($2)', target) USING tenant, talks;
      EXCEPTION WHEN foreign_key_violation THEN
        postponed := postponed || target;
      END;
    END LOOP;
    IF cardinality(postponed) = cardinality(waiting) THEN
      RAISE EXCEPTION 'erase_contact: tables point to each other: %', postponed;
    END IF;
    waiting := postponed;
  END LOOP;
  FOR target IN SELECT c.table_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name = 'contact_id'
      AND c.table_name NOT IN ('orders', 'bookings', 'payments', 'promo_uses', 'conversations', 'contact_identities', 'erasures')
  LOOP
    EXECUTE format('DELETE FROM public.%I WHERE tenant_id = $1 AND contact_id = $2', target) USING tenant, contact;
  END LOOP;

  -- Shells, for what is kept to point to.
  UPDATE public.conversations SET summary = NULL, status = 'closed', assignee_id = NULL, assignee_name = NULL, message_count = 0,
    summarized_through = 0, profiled_through = 0
    WHERE tenant_id = tenant AND contact_id = contact;
  UPDATE public.contact_identities SET recipient = '', display_name = NULL, contact_key = 'erased:' || id
    WHERE tenant_id = tenant AND contact_id = contact;
  UPDATE public.contacts SET name = NULL, address = NULL, language = NULL, notes = NULL, opted_out_at = NULL,
      marketing_opted_out_at = NULL, wish_changed_at = NULL, opt_out_confirmed = false, erased_at = coalesce(erased_at, now())
    WHERE tenant_id = tenant AND id = contact;
END $$;
REVOKE ALL ON FUNCTION erase_contact(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_contact(uuid) TO colloquy_app`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(ERASE);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
DROP FUNCTION erase_contact(uuid);
DROP TABLE erasures;
ALTER TABLE contacts DROP COLUMN erased_at`);
}
