import type { Knex } from 'knex';

/** Who of the staff is there: one row an open connection, gone when it closes, worth nothing when it was not seen lately. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
CREATE TABLE presence (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  connection_id uuid NOT NULL,
  user_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('online', 'away')),
  seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, connection_id)
);
SELECT protect_tenant_table('presence', 'SELECT, INSERT, UPDATE, DELETE')`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE presence');
}
