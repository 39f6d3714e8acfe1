import type { Knex } from 'knex';

/* What staff's requests with an Idempotency-Key were answered, sealed, for a day: the same request again is the same deed. */

const UP = `
CREATE TABLE idempotency_keys (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  -- Keys are the caller's own: another one's key of the same name is another key.
  caller text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  -- SHA-256 of what was asked.
  fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
  -- The attempt that carries it out, and until when it may: one whose process died gives way.
  claim uuid NOT NULL,
  claimed_until timestamptz NOT NULL,
  -- Null until it was answered.
  sealed_answer bytea,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant_id, caller, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (tenant_id, created_at);
SELECT protect_tenant_table('idempotency_keys', 'SELECT, INSERT, UPDATE, DELETE')`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE idempotency_keys');
}
