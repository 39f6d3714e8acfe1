import type { Knex } from 'knex';

/*
 * One feed of facts per tenant, ids only: what dashboards, sockets and outgoing webhooks are told. A row is written by the
 * transaction that makes the fact. Readers remember the snapshot they read with, so that the order is the order of commits
 * and nothing is ever missed (docs/adr/2026-11-21-the-feed-is-read-by-snapshots.md).
 */

const FEED = `
CREATE TABLE feed (
  tenant_id uuid NOT NULL,
  -- Whose row it is: a reader's snapshot says whether it has seen this transaction.
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  type text NOT NULL,
  conversation_id uuid,
  subject_kind text,
  subject_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, xid, id)
);
CREATE INDEX feed_age ON feed USING brin (created_at);
SELECT protect_tenant_table('feed', 'SELECT, INSERT');

-- Which of these tenants have facts that are not in the snapshot seen last; ids only.
CREATE FUNCTION feed_news(tenants uuid[], seen pg_snapshot[]) RETURNS TABLE (tenant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.id FROM unnest(tenants, seen) AS t (id, seen)
  WHERE EXISTS (SELECT FROM public.feed f WHERE f.tenant_id = t.id AND f.xid >= pg_snapshot_xmin(t.seen)
    AND NOT pg_visible_in_snapshot(f.xid, t.seen))
$$;
REVOKE ALL ON FUNCTION feed_news(uuid[], pg_snapshot[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION feed_news(uuid[], pg_snapshot[]) TO colloquy_app;

-- Forgets facts older than a week, at most so many; answers how many.
CREATE FUNCTION prune_feed(most integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    DELETE FROM public.feed WHERE ctid = ANY (ARRAY(
      SELECT f.ctid FROM public.feed f WHERE f.created_at < now() - interval '7 days' LIMIT most)) RETURNING 1
  )
  SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION prune_feed(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION prune_feed(integer) TO colloquy_app`;

/** The functions above work as the owner, whom row security binds as well. */
const OWNER = `
DO $$ BEGIN
  EXECUTE format('CREATE POLICY feed_owner ON feed FOR SELECT TO %I USING (true)', current_user);
  EXECUTE format('CREATE POLICY prune_owner ON feed FOR DELETE TO %I USING (created_at < now() - interval ''7 days'')', current_user);
END $$`;

/**
 * Tables that a plain turn does not write tell by themselves, whoever writes them. In one transaction a thing is told of once.
 * What a plain turn writes (messages) is told by its own statements.
 */
const TELLING = `
CREATE FUNCTION tell_feed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind CONSTANT text := TG_ARGV[0];
  fact CONSTANT text := kind || '.' || CASE TG_ARGV[1] WHEN 'status' THEN to_jsonb(NEW)->>'status' ELSE TG_ARGV[1] END;
BEGIN
  INSERT INTO public.feed (tenant_id, type, conversation_id, subject_kind, subject_id)
  SELECT NEW.tenant_id, fact, NEW.conversation_id, kind, NEW.id
  WHERE NOT EXISTS (SELECT FROM public.feed f WHERE f.tenant_id = NEW.tenant_id AND f.xid = pg_current_xact_id()
    AND f.subject_id = NEW.id AND f.type IN (fact, kind || '.created'));
  RETURN NULL;
END $$;

CREATE TRIGGER tell_order_created AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION tell_feed('order', 'created');
CREATE TRIGGER tell_order_updated AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION tell_feed('order', 'updated');

CREATE TRIGGER tell_booking_created AFTER INSERT ON bookings FOR EACH ROW EXECUTE FUNCTION tell_feed('booking', 'created');
CREATE TRIGGER tell_booking_status AFTER UPDATE OF status ON bookings FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION tell_feed('booking', 'status');
CREATE TRIGGER tell_booking_moved AFTER UPDATE OF period, resource_id ON bookings FOR EACH ROW
  WHEN ((OLD.period, OLD.resource_id) IS DISTINCT FROM (NEW.period, NEW.resource_id))
  EXECUTE FUNCTION tell_feed('booking', 'rescheduled');

CREATE TRIGGER tell_payment_created AFTER INSERT ON payments FOR EACH ROW EXECUTE FUNCTION tell_feed('payment', 'created');
CREATE TRIGGER tell_payment_status AFTER UPDATE OF status ON payments FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION tell_feed('payment', 'status');
CREATE TRIGGER tell_payment_refunded AFTER UPDATE OF refunded_minor ON payments FOR EACH ROW
  WHEN (OLD.refunded_minor IS DISTINCT FROM NEW.refunded_minor) EXECUTE FUNCTION tell_feed('payment', 'refunded');
CREATE TRIGGER tell_payment_disputed AFTER UPDATE OF disputed_at ON payments FOR EACH ROW
  WHEN (OLD.disputed_at IS NULL AND NEW.disputed_at IS NOT NULL) EXECUTE FUNCTION tell_feed('payment', 'disputed');

CREATE TRIGGER tell_lead_captured AFTER INSERT ON leads FOR EACH ROW EXECUTE FUNCTION tell_feed('lead', 'captured');
CREATE TRIGGER tell_lead_updated AFTER UPDATE ON leads FOR EACH ROW EXECUTE FUNCTION tell_feed('lead', 'updated');
CREATE TRIGGER tell_note_added AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION tell_feed('note', 'added');

-- Status, stage and who holds it: a turn that changes none of them passes by the condition.
CREATE FUNCTION tell_feed_of_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.feed (tenant_id, type, conversation_id, subject_kind, subject_id)
  SELECT NEW.tenant_id, 'conversation.updated', NEW.id, 'conversation', NEW.id
  WHERE NOT EXISTS (SELECT FROM public.feed f WHERE f.tenant_id = NEW.tenant_id AND f.xid = pg_current_xact_id()
    AND f.subject_id = NEW.id AND f.type = 'conversation.updated');
  RETURN NULL;
END $$;
CREATE TRIGGER tell_conversation AFTER UPDATE OF status, stage, ai_enabled, assignee_id ON conversations FOR EACH ROW
  WHEN ((OLD.status, OLD.stage, OLD.ai_enabled, OLD.assignee_id)
    IS DISTINCT FROM (NEW.status, NEW.stage, NEW.ai_enabled, NEW.assignee_id))
  EXECUTE FUNCTION tell_feed_of_conversation();

-- 'handoff_requested' becomes 'handoff.requested'; the subject is the newest handoff of the conversation.
CREATE FUNCTION tell_feed_of_handoff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.feed (tenant_id, type, conversation_id, subject_kind, subject_id)
  SELECT NEW.tenant_id, 'handoff.' || CASE NEW.type WHEN 'handoff_returned' THEN 'released' ELSE substr(NEW.type, 9) END,
    NEW.conversation_id, CASE WHEN h.id IS NOT NULL THEN 'handoff' END, h.id
  FROM (SELECT (SELECT h.id FROM public.handoffs h WHERE h.tenant_id = NEW.tenant_id AND h.conversation_id = NEW.conversation_id
    ORDER BY h.created_at DESC, h.id DESC LIMIT 1) AS id) h;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_handoff AFTER INSERT ON events FOR EACH ROW WHEN (starts_with(NEW.type, 'handoff_'))
  EXECUTE FUNCTION tell_feed_of_handoff()`;

export async function up(knex: Knex): Promise<void> {
  for (const sql of [FEED, OWNER, TELLING]) await knex.raw(sql);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER tell_handoff ON events;
    DROP TRIGGER tell_conversation ON conversations;
    DROP TRIGGER tell_note_added ON notes;
    DROP TRIGGER tell_lead_updated ON leads;
    DROP TRIGGER tell_lead_captured ON leads;
    DROP TRIGGER tell_payment_disputed ON payments;
    DROP TRIGGER tell_payment_refunded ON payments;
    DROP TRIGGER tell_payment_status ON payments;
    DROP TRIGGER tell_payment_created ON payments;
    DROP TRIGGER tell_booking_moved ON bookings;
    DROP TRIGGER tell_booking_status ON bookings;
    DROP TRIGGER tell_booking_created ON bookings;
    DROP TRIGGER tell_order_updated ON orders;
    DROP TRIGGER tell_order_created ON orders;
    DROP FUNCTION tell_feed_of_handoff();
    DROP FUNCTION tell_feed_of_conversation();
    DROP FUNCTION tell_feed();
    DROP FUNCTION prune_feed(integer);
    DROP FUNCTION feed_news(uuid[], pg_snapshot[]);
    DROP TABLE feed`);
}
