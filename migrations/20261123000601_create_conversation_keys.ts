import type { Knex } from 'knex';

/*
 * One key a conversation, sealed by the keyring. What is personal in the history of its workflow is sealed with it; erasing
 * a person destroys it. A key that has been taken out of use has a name of its own instead of a workflow's.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
CREATE TABLE conversation_keys (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  workflow_id text NOT NULL,
  sealed_key bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, workflow_id)
);
SELECT protect_tenant_table('conversation_keys', 'SELECT, INSERT, UPDATE, DELETE')`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE conversation_keys');
}
