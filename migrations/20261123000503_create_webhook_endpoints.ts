import type { Knex } from 'knex';

/* Webhooks that go out: where to, how far the feed has been read for them, and each delivery. */

const TABLES = `
CREATE TABLE webhook_endpoints (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  url text NOT NULL,
  description text NOT NULL,
  -- Types of facts, 'order.*' for all of a kind; empty = all.
  types text[] NOT NULL,
  sealed_secret bytea NOT NULL,
  -- The secret before, good for signing until then.
  sealed_old_secret bytea,
  old_secret_until timestamptz,
  -- off: switched off by staff; disabled: by us, after failing for days.
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'off', 'disabled')),
  failing_since timestamptz,
  last_error text,
  last_success_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CHECK ((sealed_old_secret IS NULL) = (old_secret_until IS NULL))
);
SELECT protect_tenant_table('webhook_endpoints', 'SELECT, INSERT, UPDATE, DELETE');

-- How far a tenant's feed has become deliveries; only tenants that had an endpoint have a row.
CREATE TABLE webhook_cursors (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  seen pg_snapshot NOT NULL,
  part_until pg_snapshot,
  part_up_to bigint,
  -- One process at a time.
  leased_until timestamptz,
  PRIMARY KEY (tenant_id),
  CHECK ((part_until IS NULL) = (part_up_to IS NULL))
);
SELECT protect_tenant_table('webhook_cursors', 'SELECT, INSERT, UPDATE');

CREATE TABLE webhook_deliveries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  -- The fact, the same at every endpoint.
  event_id uuid NOT NULL,
  type text NOT NULL,
  conversation_id uuid,
  -- The body, byte for byte.
  payload text NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  -- The workflow that carries it out.
  batch uuid NOT NULL,
  -- When it should have been tried by.
  due_at timestamptz NOT NULL DEFAULT now(),
  response_status integer,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  delivered_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, endpoint_id, event_id),
  FOREIGN KEY (tenant_id, endpoint_id) REFERENCES webhook_endpoints (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (tenant_id, endpoint_id, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_batch ON webhook_deliveries (tenant_id, batch);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due_at) WHERE status = 'pending';
CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at);
SELECT protect_tenant_table('webhook_deliveries', 'SELECT, INSERT, UPDATE, DELETE')`;

const FUNCTIONS = `
DO $$ BEGIN
  EXECUTE format('CREATE POLICY relay_owner ON webhook_endpoints FOR SELECT TO %I USING (true)', current_user);
  EXECUTE format('CREATE POLICY relay_owner ON webhook_cursors FOR SELECT TO %I USING (true)', current_user);
  EXECUTE format('CREATE POLICY relay_owner ON webhook_deliveries FOR SELECT TO %I USING (true)', current_user);
  EXECUTE format('CREATE POLICY prune_owner ON webhook_deliveries FOR DELETE TO %I
    USING (status <> ''pending'' AND created_at < now() - interval ''7 days'')', current_user);
END $$;

-- Tenants with an endpoint and facts that are no deliveries yet; ids only.
CREATE FUNCTION webhook_backlog(most integer) RETURNS TABLE (tenant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.tenant_id FROM public.webhook_cursors c
  WHERE (c.leased_until IS NULL OR c.leased_until < now())
    AND EXISTS (SELECT FROM public.webhook_endpoints e WHERE e.tenant_id = c.tenant_id AND e.status = 'active')
    AND EXISTS (SELECT FROM public.feed f WHERE f.tenant_id = c.tenant_id AND f.xid >= pg_snapshot_xmin(c.seen)
      AND NOT pg_visible_in_snapshot(f.xid, c.seen))
  LIMIT most
$$;

-- Deliveries whose time has passed without anybody trying; by the workflow that should.
CREATE FUNCTION overdue_webhooks(most integer) RETURNS TABLE (tenant_id uuid, batch uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT d.tenant_id, d.batch FROM (SELECT p.tenant_id, p.batch FROM public.webhook_deliveries p
    WHERE p.status = 'pending' AND p.due_at < now() - interval '1 minute' ORDER BY p.due_at LIMIT most) d
$$;

-- Forgets deliveries that ended more than a week ago (dead ones: a month), at most so many; answers how many.
CREATE FUNCTION prune_webhooks(most integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    DELETE FROM public.webhook_deliveries WHERE (tenant_id, id) IN (
      SELECT d.tenant_id, d.id FROM public.webhook_deliveries d WHERE d.status <> 'pending'
        AND d.created_at < now() - CASE d.status WHEN 'dead' THEN interval '30 days' ELSE interval '7 days' END
      ORDER BY d.created_at LIMIT most) RETURNING 1
  )
  SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION webhook_backlog(integer), overdue_webhooks(integer), prune_webhooks(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook_backlog(integer), overdue_webhooks(integer), prune_webhooks(integer) TO colloquy_app`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(FUNCTIONS);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION prune_webhooks(integer);
    DROP FUNCTION overdue_webhooks(integer);
    DROP FUNCTION webhook_backlog(integer);
    DROP TABLE webhook_deliveries, webhook_cursors, webhook_endpoints`);
}
