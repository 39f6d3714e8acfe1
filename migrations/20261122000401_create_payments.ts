import type { Knex } from 'knex';

/*
 * Payments: what was asked for, what the provider said of it, what was given back, and which news of it the
 * conversation still has to hear.
 */

const PLANS = `
CREATE TABLE plans (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  code text NOT NULL CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text NOT NULL CHECK (name <> ''),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- Null = paid once.
  period text CHECK (period IN ('day', 'week', 'month', 'year')),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code)
);
SELECT protect_tenant_table('plans', 'SELECT, INSERT, UPDATE')`;

const ACCOUNTS = `
CREATE TABLE stripe_accounts (
  tenant_id uuid PRIMARY KEY REFERENCES tenants (id),
  account_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('onboarding', 'active', 'restricted', 'disconnected')),
  charges_enabled boolean NOT NULL DEFAULT false,
  payouts_enabled boolean NOT NULL DEFAULT false,
  details_submitted boolean NOT NULL DEFAULT false,
  -- Time of the newest news from the provider; older ones change nothing.
  told_at timestamptz NOT NULL DEFAULT '-infinity',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
SELECT protect_tenant_table('stripe_accounts', 'SELECT, INSERT, UPDATE');

DO $$ BEGIN
  EXECUTE format('CREATE POLICY router_owner ON stripe_accounts FOR SELECT TO %I USING (true)', current_user);
END $$;

-- One address takes the events of every shop's account: whose it is must be known before a tenant is set.
CREATE FUNCTION tenant_of_stripe_account(wanted text) RETURNS TABLE (id uuid, slug text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.id, t.slug, t.name FROM public.stripe_accounts a JOIN public.tenants t ON t.id = a.tenant_id
  WHERE a.account_id = wanted
$$;
REVOKE ALL ON FUNCTION tenant_of_stripe_account(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenant_of_stripe_account(text) TO colloquy_app`;

const PAYMENTS = `
CREATE TABLE payments (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  -- The tool call or request that asked for it: asked again, it is the same payment.
  call_key text NOT NULL,
  subject text NOT NULL CHECK (subject IN ('order', 'booking', 'item', 'plan')),
  subject_id uuid NOT NULL,
  number integer,
  description text NOT NULL CHECK (description <> ''),
  conversation_id uuid,
  contact_id uuid,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND amount_minor),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  period text CHECK (period IN ('day', 'week', 'month', 'year')),
  status text NOT NULL CHECK (status IN ('creating', 'open', 'failed', 'expired', 'cancelled', 'paid', 'refunded')),
  account_id text,
  session_id text,
  intent_id text,
  subscription_id text,
  url text,
  -- The page of an earlier payment that this one takes the place of; closed before this one opens.
  replaces uuid,
  nudge_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  nudged_at timestamptz,
  paid_at timestamptz,
  disputed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, call_key),
  UNIQUE (tenant_id, session_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  CHECK (status <> 'open' OR (session_id IS NOT NULL AND url IS NOT NULL))
);
-- One page at a time for an order or a booking.
CREATE UNIQUE INDEX payments_one_live ON payments (tenant_id, subject, subject_id)
  WHERE status IN ('creating', 'open') AND subject IN ('order', 'booking');
CREATE INDEX payments_subject ON payments (tenant_id, subject, subject_id);
CREATE INDEX payments_intent ON payments (tenant_id, intent_id);
CREATE INDEX payments_newest ON payments (tenant_id, created_at DESC, id);
SELECT protect_tenant_table('payments', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_events (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  event_id text NOT NULL,
  type text NOT NULL,
  object_id text NOT NULL,
  payment_id uuid,
  outcome text NOT NULL,
  -- What it did here: applied, repeated (nothing new), unmatched (not ours), mismatch (another sum), ignored.
  effect text NOT NULL CHECK (effect IN ('applied', 'repeated', 'unmatched', 'mismatch', 'ignored')),
  happened_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, event_id)
);
CREATE INDEX payment_events_payment ON payment_events (tenant_id, payment_id, happened_at);
SELECT protect_tenant_table('payment_events', 'SELECT, INSERT');

CREATE TABLE payment_refunds (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  call_key text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  status text NOT NULL CHECK (status IN ('requested', 'done', 'failed')),
  provider_refund_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, call_key),
  FOREIGN KEY (tenant_id, payment_id) REFERENCES payments (tenant_id, id)
);
CREATE INDEX payment_refunds_payment ON payment_refunds (tenant_id, payment_id);
SELECT protect_tenant_table('payment_refunds', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_notices (
  tenant_id uuid NOT NULL,
  -- Also the id of the event in the conversation: it is told once, however often it is sent.
  key text NOT NULL,
  payment_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  message jsonb NOT NULL,
  sent_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, key),
  FOREIGN KEY (tenant_id, payment_id) REFERENCES payments (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id)
);
CREATE INDEX payment_notices_waiting ON payment_notices (tenant_id, payment_id) WHERE sent_at IS NULL;
SELECT protect_tenant_table('payment_notices', 'SELECT, INSERT, UPDATE')`;

/** For the sweep: ids only, of every tenant; what is to be done is read with the tenant set. */
const OVERDUE = `
CREATE INDEX payments_live ON payments (expires_at) WHERE status IN ('creating', 'open');
CREATE INDEX payment_notices_late ON payment_notices (created_at) WHERE sent_at IS NULL;
CREATE INDEX payment_refunds_late ON payment_refunds (created_at)
  WHERE status = 'requested' AND provider_refund_id IS NULL;

DO $$ BEGIN
  EXECUTE format('CREATE POLICY sweep_owner ON payments FOR SELECT TO %I USING (true)', current_user);
  EXECUTE format('CREATE POLICY sweep_owner ON payment_notices FOR SELECT TO %I USING (true)', current_user);
  EXECUTE format('CREATE POLICY sweep_owner ON payment_refunds FOR SELECT TO %I USING (true)', current_user);
END $$;

CREATE FUNCTION overdue_payments(most integer) RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.tenant_id, p.id FROM public.payments p
  WHERE (p.status = 'open' AND least(p.expires_at, CASE WHEN p.nudged_at IS NULL THEN p.nudge_at END) < now() - interval '1 minute')
    OR (p.status = 'creating' AND p.created_at < now() - interval '11 minutes')
  UNION
  SELECT n.tenant_id, n.payment_id FROM public.payment_notices n
  WHERE n.sent_at IS NULL AND n.created_at < now() - interval '1 minute'
  UNION
  SELECT r.tenant_id, r.payment_id FROM public.payment_refunds r
  WHERE r.status = 'requested' AND r.provider_refund_id IS NULL AND r.created_at < now() - interval '1 minute'
  LIMIT most
$$;
REVOKE ALL ON FUNCTION overdue_payments(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION overdue_payments(integer) TO colloquy_app`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [PLANS, ACCOUNTS, PAYMENTS, OVERDUE]) await knex.raw(sql);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION overdue_payments(integer);
    DROP TABLE payment_notices, payment_refunds, payment_events, payments;
    DROP FUNCTION tenant_of_stripe_account(text);
    DROP TABLE stripe_accounts, plans`);
}
