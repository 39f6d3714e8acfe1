import type { Knex } from 'knex';

/*
 * What staff's questions about the shop's data may read: a few views, through a role that has nothing else. The views show
 * the tenant that was set when the report was opened, and no statement run as that role can change which one it is: the
 * setting counts only with a seal that the role can't make.
 */

/** Roles belong to the whole cluster: another database's migration may be creating or granting it at this moment. */
const ROLE = `
DO $$
BEGIN
  FOR attempt IN 1..40 LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'colloquy_reader') THEN
        CREATE ROLE colloquy_reader NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
      END IF;
      -- So that a small installation can log in as the owner; other logins get it from who makes them.
      IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT colloquy_reader TO %I', current_user);
      END IF;
      EXIT;
    EXCEPTION
      WHEN insufficient_privilege THEN EXIT;
      WHEN duplicate_object OR unique_violation OR internal_error THEN PERFORM pg_sleep(0.05);
    END;
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'colloquy_reader') THEN
    RAISE EXCEPTION 'role colloquy_reader could not be created; make it by hand: CREATE ROLE colloquy_reader NOLOGIN';
  END IF;
END $$`;

const SEAL = `
CREATE SCHEMA reports;
CREATE TABLE reports.seal_secret (secret text NOT NULL);
INSERT INTO reports.seal_secret VALUES (gen_random_uuid()::text || gen_random_uuid()::text);

-- Good for one tenant in one transaction of one connection.
CREATE FUNCTION reports.seal_of(tenant uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', s.secret, tenant, pg_backend_pid(), now(), s.secret), 'UTF8')), 'hex')
  FROM reports.seal_secret s
$$;

-- Binds the reports of this transaction to its tenant.
CREATE FUNCTION reports.open() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tenant CONSTANT uuid := public.current_tenant();
BEGIN
  IF tenant IS NULL THEN RAISE EXCEPTION 'reports: no tenant is set'; END IF;
  PERFORM set_config('reports.tenant', tenant::text, true), set_config('reports.seal', reports.seal_of(tenant), true);
END $$;

-- The tenant that was bound; null when nothing was, or when somebody changed it.
CREATE FUNCTION reports.tenant() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  bound CONSTANT text := current_setting('reports.tenant', true);
BEGIN
  IF bound IS NULL OR bound !~ '^[0-9a-f-]{36}$' THEN RETURN NULL; END IF;
  IF current_setting('reports.seal', true) IS DISTINCT FROM reports.seal_of(bound::uuid) THEN RETURN NULL; END IF;
  RETURN bound::uuid;
END $$;

REVOKE ALL ON SCHEMA reports FROM PUBLIC;
REVOKE ALL ON FUNCTION reports.seal_of(uuid), reports.open(), reports.tenant() FROM PUBLIC;
GRANT USAGE ON SCHEMA reports TO colloquy_app, colloquy_reader;
GRANT USAGE ON SCHEMA public TO colloquy_reader;
GRANT EXECUTE ON FUNCTION reports.open() TO colloquy_app;
GRANT EXECUTE ON FUNCTION reports.tenant() TO colloquy_reader`;

/** Each names its tenant: the owner of a view may be exempt from row security. Amounts are minor units. */
const VIEWS: Readonly<Record<string, string>> = {
  orders: `
SELECT o.number, o.status, o.total_minor AS total, o.currency, o.created_at, o.delivery_address, o.notes, c.name AS customer,
  ch.channel
FROM orders o
JOIN contacts c ON c.tenant_id = o.tenant_id AND c.id = o.contact_id
JOIN conversations v ON v.tenant_id = o.tenant_id AND v.id = o.conversation_id
JOIN channels ch ON ch.tenant_id = o.tenant_id AND ch.id = v.channel_id
WHERE o.tenant_id = (SELECT reports.tenant())`,
  sales: `
SELECT i.name AS product, i.unit, i.quantity_milli / 1000.0 AS quantity, i.total_minor AS total, o.currency,
  o.number AS order_number, o.status AS order_status, o.created_at
FROM order_items i JOIN orders o ON o.tenant_id = i.tenant_id AND o.id = i.order_id
WHERE i.tenant_id = (SELECT reports.tenant())`,
  products: `
SELECT p.name, p.unit, p.price_minor AS price, p.currency, p.available, p.sold_out, p.stock_milli / 1000.0 AS stock,
  p.description, p.created_at
FROM products p WHERE p.tenant_id = (SELECT reports.tenant()) AND p.removed_at IS NULL`,
  bookings: `
SELECT b.number, r.name AS resource, r.category, b.status, lower(b.period) AS starts_at, upper(b.period) AS ends_at,
  b.price_minor AS price, b.currency, b.guest_name AS guest, b.created_at
FROM bookings b JOIN resources r ON r.tenant_id = b.tenant_id AND r.id = b.resource_id
WHERE b.tenant_id = (SELECT reports.tenant())`,
  payments: `
SELECT p.subject, p.number, p.description, p.status, p.amount_minor AS amount, p.refunded_minor AS refunded, p.currency,
  p.paid_at, p.created_at
FROM payments p WHERE p.tenant_id = (SELECT reports.tenant())`,
  conversations: `
SELECT ch.channel, v.stage, v.status, v.message_count AS messages, v.last_turn AS turns, c.name AS customer, v.created_at,
  v.last_activity_at
FROM conversations v
JOIN contacts c ON c.tenant_id = v.tenant_id AND c.id = v.contact_id
JOIN channels ch ON ch.tenant_id = v.tenant_id AND ch.id = v.channel_id
WHERE v.tenant_id = (SELECT reports.tenant())`,
  handoffs: `
SELECT h.reason, h.requested_by, h.closed_at IS NULL AS open, h.created_at, h.closed_at
FROM handoffs h WHERE h.tenant_id = (SELECT reports.tenant())`,
  documents: `
SELECT d.title, d.type, d.status, d.pages, d.chunks, d.bytes, d.created_at, d.ready_at
FROM knowledge_documents d WHERE d.tenant_id = (SELECT reports.tenant()) AND d.status <> 'removing'`,
  usage: `
SELECT u.purpose, u.provider, u.model, u.input_tokens, u.output_tokens, u.cost_nano_usd / 1e9 AS cost_usd, u.created_at
FROM usage_events u WHERE u.tenant_id = (SELECT reports.tenant())`,
};

/** A question of staff costs a model call too, in no conversation. */
const USAGE = `
ALTER TABLE usage_events ALTER COLUMN conversation_id DROP NOT NULL;
ALTER TABLE usage_events DROP CONSTRAINT usage_events_purpose_check;
ALTER TABLE usage_events ADD CONSTRAINT usage_events_purpose_check CHECK (purpose IN ('reply', 'summary', 'profile', 'question'));
ALTER TABLE usage_events ADD CHECK (conversation_id IS NOT NULL OR purpose = 'question')`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [ROLE, SEAL, USAGE]) await knex.raw(sql);
  for (const [name, query] of Object.entries(VIEWS)) {
    await knex.raw(`
      CREATE VIEW reports.${name} WITH (security_barrier) AS ${query};
      GRANT SELECT ON reports.${name} TO colloquy_reader`);
  }
}

/** The role stays: other databases of the cluster may use it. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    REVOKE USAGE ON SCHEMA public FROM colloquy_reader;
    DROP SCHEMA reports CASCADE;
    DELETE FROM usage_events WHERE conversation_id IS NULL;
    ALTER TABLE usage_events DROP CONSTRAINT usage_events_check;
    ALTER TABLE usage_events DROP CONSTRAINT usage_events_purpose_check;
    ALTER TABLE usage_events ADD CONSTRAINT usage_events_purpose_check CHECK (purpose IN ('reply', 'summary', 'profile'));
    ALTER TABLE usage_events ALTER COLUMN conversation_id SET NOT NULL`);
}
