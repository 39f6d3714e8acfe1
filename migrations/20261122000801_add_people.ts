import type { Knex } from 'knex';

/* People who hold conversations: who has one, what they wrote, and what they noted for each other. */

const UP = `
ALTER TABLE conversations ADD COLUMN assignee_id text, ADD COLUMN assignee_name text;
ALTER TABLE turns
  ADD COLUMN staff_id text,
  ADD COLUMN staff_name text,
  -- The caller's key of a colleague's words: asked for twice, they are sent once.
  ADD COLUMN staff_key text,
  ADD CONSTRAINT turns_staff_key UNIQUE (tenant_id, conversation_id, staff_key),
  ADD CONSTRAINT turns_staff CHECK ((staff_id IS NULL) = (staff_key IS NULL) AND (staff_id IS NULL) = (staff_name IS NULL));
ALTER TABLE messages ADD COLUMN staff_name text;
ALTER TABLE handoffs
  DROP CONSTRAINT handoffs_requested_by_check,
  ADD CONSTRAINT handoffs_requested_by_check CHECK (requested_by IN ('customer', 'model', 'gate', 'failure', 'staff')),
  ADD COLUMN claimed_at timestamptz,
  ADD COLUMN first_reply_at timestamptz,
  ADD COLUMN closed_by text;
CREATE INDEX handoffs_open ON handoffs (tenant_id, created_at) WHERE closed_at IS NULL;

CREATE TABLE notes (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  key text NOT NULL,
  staff_id text NOT NULL,
  staff_name text NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, conversation_id, key),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id)
);
SELECT protect_tenant_table('notes', 'SELECT, INSERT')`;

const DOWN = `
DROP TABLE notes;
DROP INDEX handoffs_open;
UPDATE handoffs SET requested_by = 'customer' WHERE requested_by = 'staff';
ALTER TABLE handoffs
  DROP COLUMN claimed_at, DROP COLUMN first_reply_at, DROP COLUMN closed_by,
  DROP CONSTRAINT handoffs_requested_by_check,
  ADD CONSTRAINT handoffs_requested_by_check CHECK (requested_by IN ('customer', 'model', 'gate', 'failure'));
ALTER TABLE messages DROP COLUMN staff_name;
ALTER TABLE turns DROP CONSTRAINT turns_staff, DROP CONSTRAINT turns_staff_key,
  DROP COLUMN staff_id, DROP COLUMN staff_name, DROP COLUMN staff_key;
ALTER TABLE conversations DROP COLUMN assignee_id, DROP COLUMN assignee_name`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(DOWN);
}
