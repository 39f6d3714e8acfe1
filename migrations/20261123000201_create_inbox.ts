import type { Knex } from 'knex';

/*
 * What staff sort conversations with: an index that answers every filter of the inbox by itself, labels, and replies kept
 * for use again.
 */

const UP = `
-- In the place of conversations_activity: one index as before is written when a conversation moves, but a filter is now
-- answered from it alone, without visiting rows that do not fit.
CREATE INDEX conversations_inbox ON conversations (tenant_id, last_activity_at DESC, id DESC)
  INCLUDE (status, stage, channel_id, assignee_id) WITH (fillfactor = 80);
DROP INDEX conversations_activity;
-- What staff attend to, and what is held by somebody: few rows, and a turn of the bot never writes here.
CREATE INDEX conversations_attended ON conversations (tenant_id, status, last_activity_at DESC, id DESC)
  WHERE status IN ('waiting', 'human', 'paused');
CREATE INDEX conversations_held ON conversations (tenant_id, assignee_id, last_activity_at DESC, id DESC) WHERE assignee_id IS NOT NULL;

-- What colleagues call it, where the contact's name does not say enough.
ALTER TABLE conversations ADD COLUMN title text CHECK (length(title) BETWEEN 1 AND 200);

CREATE TABLE labels (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  color text NOT NULL CHECK (color ~ '^#[0-9a-f]{6}$'),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
SELECT protect_tenant_table('labels', 'SELECT, INSERT, UPDATE, DELETE');
CREATE TRIGGER raise_version BEFORE UPDATE ON labels FOR EACH ROW EXECUTE FUNCTION raise_version();

CREATE TABLE conversation_labels (
  tenant_id uuid NOT NULL,
  label_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  added_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, conversation_id, label_id),
  FOREIGN KEY (tenant_id, label_id) REFERENCES labels (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_labels_label ON conversation_labels (tenant_id, label_id, conversation_id);
SELECT protect_tenant_table('conversation_labels', 'SELECT, INSERT, DELETE');

CREATE TABLE canned_replies (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  -- What staff type to find it: /delivery.
  shortcut text NOT NULL CHECK (shortcut ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  language text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, shortcut)
);
SELECT protect_tenant_table('canned_replies', 'SELECT, INSERT, UPDATE, DELETE');
CREATE TRIGGER raise_version BEFORE UPDATE ON canned_replies FOR EACH ROW EXECUTE FUNCTION raise_version()`;

const DOWN = `
DROP TABLE canned_replies, conversation_labels, labels;
ALTER TABLE conversations DROP COLUMN title;
CREATE INDEX conversations_activity ON conversations (tenant_id, last_activity_at DESC) WITH (fillfactor = 80);
DROP INDEX conversations_inbox, conversations_attended, conversations_held`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(DOWN);
}
