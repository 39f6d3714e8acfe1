import type { Knex } from 'knex';

/* What providers report besides messages, the state of each connection, and what a person wants of our messages. */

const CONNECTIONS = `
ALTER TABLE channels
  -- The provider's ids of the account; a delivery that came to another tenant's address is brought home by them.
  ADD COLUMN account_ids text[] NOT NULL DEFAULT '{}',
  ADD COLUMN last_inbound_at timestamptz,
  ADD COLUMN last_error text,
  ADD COLUMN last_error_at timestamptz,
  ADD COLUMN token_expires_at timestamptz;
CREATE INDEX channels_accounts ON channels USING gin (account_ids);

DO $$ BEGIN
  EXECUTE format('CREATE POLICY account_owner ON channels FOR SELECT TO %I USING (true)', current_user);
END $$;

-- Who has connected an account: slugs and channel names only, the rest is read with the tenant set.
CREATE FUNCTION channels_of_account(wanted text) RETURNS TABLE (slug text, channel text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.slug, c.channel FROM public.channels c JOIN public.tenants t ON t.id = c.tenant_id
  WHERE c.account_ids @> ARRAY[wanted] AND c.status <> 'off' ORDER BY c.created_at LIMIT 10
$$;
REVOKE ALL ON FUNCTION channels_of_account(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION channels_of_account(text) TO colloquy_app`;

const WISHES = `
ALTER TABLE contacts
  -- When the person last said what they want; an older message redelivered changes nothing.
  ADD COLUMN wish_changed_at timestamptz,
  -- An opt-out is confirmed once.
  ADD COLUMN opt_out_confirmed boolean NOT NULL DEFAULT false,
  -- Told to the provider: no marketing; answers stay allowed.
  ADD COLUMN marketing_opted_out_at timestamptz;
ALTER TABLE turns
  -- The one turn that may be sent to a person who has opted out: it says that they have.
  ADD COLUMN confirms_opt_out boolean NOT NULL DEFAULT false`;

const REPORTS = `
CREATE TABLE delivery_statuses (
  tenant_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  provider_message_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('sent', 'delivered', 'read', 'failed')),
  at timestamptz NOT NULL,
  failure_code text,
  failure_reason text,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, channel_id, provider_message_id),
  FOREIGN KEY (tenant_id, channel_id) REFERENCES channels (tenant_id, id)
) WITH (fillfactor = 80);
SELECT protect_tenant_table('delivery_statuses', 'SELECT, INSERT, UPDATE');
CREATE INDEX outbox_sent ON outbox (tenant_id, provider_message_id) WHERE provider_message_id IS NOT NULL;

CREATE TABLE channel_events (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  contact_key text,
  data jsonb NOT NULL,
  at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, channel_id, key),
  FOREIGN KEY (tenant_id, channel_id) REFERENCES channels (tenant_id, id)
);
CREATE INDEX channel_events_time ON channel_events (tenant_id, channel_id, created_at DESC);
SELECT protect_tenant_table('channel_events', 'SELECT, INSERT');

-- How far a message has come; a failure is the end unless it had arrived.
CREATE FUNCTION delivery_rank(status text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT CASE status WHEN 'sent' THEN 1 WHEN 'delivered' THEN 2 WHEN 'read' THEN 3 END $$`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [CONNECTIONS, WISHES, REPORTS]) await knex.raw(sql);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION delivery_rank(text);
    DROP TABLE channel_events, delivery_statuses;
    DROP INDEX outbox_sent;
    ALTER TABLE turns DROP COLUMN confirms_opt_out;
    ALTER TABLE contacts DROP COLUMN wish_changed_at, DROP COLUMN opt_out_confirmed, DROP COLUMN marketing_opted_out_at;
    DROP FUNCTION channels_of_account(text);
    DROP POLICY account_owner ON channels;
    ALTER TABLE channels DROP COLUMN account_ids, DROP COLUMN last_inbound_at, DROP COLUMN last_error,
      DROP COLUMN last_error_at, DROP COLUMN token_expires_at`);
}
