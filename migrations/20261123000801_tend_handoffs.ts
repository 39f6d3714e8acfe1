import type { Knex } from 'knex';

/* What a handoff needs beside its reason: its place in the queue, its holder, its limits, and what the customer said of it. */

const UP = `
ALTER TABLE handoffs
  -- 0 low … 3 urgent, as in the domain.
  ADD COLUMN priority smallint NOT NULL DEFAULT 1 CHECK (priority BETWEEN 0 AND 3),
  ADD COLUMN queued_at timestamptz NOT NULL DEFAULT now(),
  -- Who has it, or had it when it was closed; before it is claimed: whom it was given to.
  ADD COLUMN holder_id text,
  ADD COLUMN holder_name text,
  -- What was done about it, and when its limits pass: epoch ms, in the words of the domain.
  ADD COLUMN marks jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(marks) = 'object'),
  ADD COLUMN dues jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(dues) = 'object'),
  -- For the person who takes it.
  ADD COLUMN summary text,
  ADD COLUMN closed_why text CHECK (closed_why IN ('released', 'resolved', 'silent', 'forgotten', 'switched')),
  ADD COLUMN rating_asked_at timestamptz,
  ADD COLUMN rating smallint CHECK (rating BETWEEN 1 AND 5),
  ADD COLUMN rated_at timestamptz,
  ADD COLUMN rated_turn integer,
  ADD CONSTRAINT handoffs_holder CHECK ((holder_id IS NULL) = (holder_name IS NULL)),
  ADD CONSTRAINT handoffs_rated CHECK ((rating IS NULL) = (rated_at IS NULL) AND (rating IS NULL) = (rated_turn IS NULL));
DROP INDEX handoffs_open;
CREATE INDEX handoffs_queue ON handoffs (tenant_id, (claimed_at IS NOT NULL), (- priority), created_at, id)
  WHERE closed_at IS NULL;
CREATE INDEX handoffs_closed ON handoffs (tenant_id, closed_at DESC, id DESC) WHERE closed_at IS NOT NULL;
CREATE INDEX handoffs_held ON handoffs (tenant_id, holder_id, claimed_at) WHERE holder_id IS NOT NULL;
CREATE INDEX handoffs_conversation ON handoffs (tenant_id, conversation_id, created_at);

-- The handoff whose rating the customer was asked for; their next words end the wait.
ALTER TABLE conversations ADD COLUMN rating_of uuid;

-- Words of the shop that no model and no colleague wrote: once by their key.
ALTER TABLE turns ADD COLUMN notice_key text;
CREATE UNIQUE INDEX turns_notice ON turns (tenant_id, conversation_id, notice_key) WHERE notice_key IS NOT NULL`;

const DOWN = `
DROP INDEX turns_notice;
ALTER TABLE turns DROP COLUMN notice_key;
ALTER TABLE conversations DROP COLUMN rating_of;
DROP INDEX handoffs_conversation, handoffs_held, handoffs_closed, handoffs_queue;
CREATE INDEX handoffs_open ON handoffs (tenant_id, created_at) WHERE closed_at IS NULL;
ALTER TABLE handoffs DROP CONSTRAINT handoffs_rated, DROP CONSTRAINT handoffs_holder,
  DROP COLUMN rated_turn, DROP COLUMN rated_at, DROP COLUMN rating, DROP COLUMN rating_asked_at, DROP COLUMN closed_why,
  DROP COLUMN summary, DROP COLUMN dues, DROP COLUMN marks, DROP COLUMN holder_name, DROP COLUMN holder_id,
  DROP COLUMN queued_at, DROP COLUMN priority`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(DOWN);
}
