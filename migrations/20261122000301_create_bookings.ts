import type { Knex } from 'knex';

/*
 * What can be booked, when and for how much; and the bookings. That no two living bookings of a resource overlap is a
 * constraint of the table: whatever code runs, of two customers who want one slot exactly one gets it.
 */

const RESOURCES = `
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE resources (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('field', 'court', 'room', 'equipment')),
  name text NOT NULL CHECK (name <> ''),
  -- Resources of one category stand in for each other: whoever asks for "futsal" takes any free futsal field.
  category text NOT NULL,
  aliases jsonb NOT NULL CHECK (jsonb_typeof(aliases) = 'array'),
  description text NOT NULL,
  slot_minutes integer NOT NULL CHECK (slot_minutes BETWEEN 5 AND 1440),
  most_slots integer NOT NULL CHECK (most_slots BETWEEN 1 AND 96),
  -- [{weekday 0 = Sunday, from, to: minutes of the local day}], to above 1440 = past midnight.
  opening jsonb NOT NULL CHECK (jsonb_typeof(opening) = 'array'),
  price_minor bigint NOT NULL CHECK (price_minor >= 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  position integer NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
SELECT protect_tenant_table('resources', 'SELECT, INSERT, UPDATE');
-- What can be booked is part of what the agent may say; prices are only ever written together with their resource.
CREATE TRIGGER touch_tenant_on_insert AFTER INSERT ON resources REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();
CREATE TRIGGER touch_tenant_on_update AFTER UPDATE ON resources REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION touch_tenants_of_products();

-- The first rule that fits a slot's local weekday and hour gives its price; without one it is the resource's.
CREATE TABLE price_rules (
  tenant_id uuid NOT NULL,
  resource_id uuid NOT NULL,
  position integer NOT NULL,
  weekdays jsonb NOT NULL CHECK (jsonb_typeof(weekdays) = 'array'),
  from_minute integer NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  to_minute integer NOT NULL CHECK (to_minute BETWEEN 1 AND 1440),
  price_minor bigint NOT NULL CHECK (price_minor >= 0),
  PRIMARY KEY (tenant_id, resource_id, position),
  FOREIGN KEY (tenant_id, resource_id) REFERENCES resources (tenant_id, id),
  CHECK (from_minute < to_minute)
);
SELECT protect_tenant_table('price_rules', 'SELECT, INSERT, DELETE');

CREATE TABLE blackouts (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  -- Null = the whole house is closed.
  resource_id uuid,
  period tstzrange NOT NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, resource_id) REFERENCES resources (tenant_id, id),
  CONSTRAINT blackouts_period CHECK (NOT isempty(period) AND lower_inc(period) AND NOT upper_inc(period)
    AND NOT lower_inf(period) AND NOT upper_inf(period))
);
CREATE INDEX blackouts_period_index ON blackouts USING gist (tenant_id, period);
SELECT protect_tenant_table('blackouts', 'SELECT, INSERT, DELETE')`;

const BOOKINGS = `
CREATE TABLE booking_counters (
  tenant_id uuid PRIMARY KEY REFERENCES tenants (id),
  last_number integer NOT NULL CHECK (last_number >= 5001)
);
SELECT protect_tenant_table('booking_counters', 'SELECT, INSERT, UPDATE');

CREATE TABLE bookings (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number integer NOT NULL CHECK (number >= 5001),
  resource_id uuid NOT NULL,
  -- Null for those that staff entered for somebody who never wrote.
  conversation_id uuid,
  contact_id uuid,
  status text NOT NULL CHECK (status IN ('held', 'confirmed', 'cancelled', 'expired')),
  period tstzrange NOT NULL,
  price_minor bigint NOT NULL CHECK (price_minor >= 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  guest_name text,
  notes text,
  held_until timestamptz,
  -- What asked for it: a tool call or the caller's key. The same request never books twice.
  request_key text NOT NULL,
  reminder_at timestamptz,
  -- What became of the reminder; null = not due yet.
  reminder_outcome text CHECK (reminder_outcome IN ('told', 'outside_window', 'nobody_to_tell', 'too_late')),
  -- What the customer still has to hear of, and how many such things there have been.
  notice text CHECK (notice IN ('expired', 'confirmed', 'rescheduled', 'cancelled')),
  notices integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, number),
  UNIQUE (tenant_id, request_key),
  FOREIGN KEY (tenant_id, resource_id) REFERENCES resources (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  CONSTRAINT bookings_period CHECK (NOT isempty(period) AND lower_inc(period) AND NOT upper_inc(period)
    AND NOT lower_inf(period) AND NOT upper_inf(period)),
  CONSTRAINT bookings_hold CHECK ((status = 'held') = (held_until IS NOT NULL)),
  CONSTRAINT one_living_booking_a_slot EXCLUDE USING gist (tenant_id WITH =, resource_id WITH =, period WITH &&)
    WHERE (status IN ('held', 'confirmed'))
);
CREATE INDEX bookings_of_contact ON bookings (tenant_id, contact_id, number DESC);
CREATE INDEX bookings_by_start ON bookings (tenant_id, lower(period));
CREATE INDEX bookings_holds ON bookings (held_until) WHERE status = 'held';
CREATE INDEX bookings_reminders ON bookings (reminder_at)
  WHERE status = 'confirmed' AND reminder_at IS NOT NULL AND reminder_outcome IS NULL;
CREATE INDEX bookings_notices ON bookings (updated_at) WHERE notice IS NOT NULL;
SELECT protect_tenant_table('bookings', 'SELECT, INSERT, UPDATE')`;

/** For the sweep: ids only, of every tenant; what is to be done is read with the tenant set. */
const OVERDUE = `
DO $$ BEGIN
  EXECUTE format('CREATE POLICY sweep_owner ON bookings FOR SELECT TO %I USING (true)', current_user);
END $$;

CREATE FUNCTION overdue_bookings(most integer) RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT due.tenant_id, due.id FROM (
    (SELECT b.tenant_id, b.id, b.held_until AS at FROM public.bookings b
      WHERE b.status = 'held' AND b.held_until < now() - interval '1 minute' ORDER BY b.held_until LIMIT most)
    UNION ALL
    (SELECT b.tenant_id, b.id, b.reminder_at FROM public.bookings b
      WHERE b.status = 'confirmed' AND b.reminder_at IS NOT NULL AND b.reminder_outcome IS NULL
        AND b.reminder_at < now() - interval '1 minute' ORDER BY b.reminder_at LIMIT most)
    UNION ALL
    (SELECT b.tenant_id, b.id, b.updated_at FROM public.bookings b
      WHERE b.notice IS NOT NULL AND b.updated_at < now() - interval '1 minute' ORDER BY b.updated_at LIMIT most)
  ) due ORDER BY due.at LIMIT most
$$;
REVOKE ALL ON FUNCTION overdue_bookings(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION overdue_bookings(integer) TO colloquy_app`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [RESOURCES, BOOKINGS, OVERDUE]) await knex.raw(sql);
}

/** The extension stays: something else of the database may use it. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP FUNCTION overdue_bookings(integer);
    DROP TABLE bookings, booking_counters, blackouts, price_rules, resources`);
}
