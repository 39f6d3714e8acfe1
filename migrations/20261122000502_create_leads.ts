import type { Knex } from 'knex';

/* People who left their details and agreed to be contacted: one lead a person, kept up to date. */

const LEADS = `
CREATE TABLE leads (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  contact_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  email text,
  -- E.164.
  whatsapp text CHECK (whatsapp ~ '^\\+[1-9][0-9]{6,14}$'),
  interest text,
  -- Where they came from: the channel, or what the link that led here carried.
  source text NOT NULL,
  -- When they agreed; without it there is no lead.
  consent_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, contact_id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id),
  CHECK (email IS NOT NULL OR whatsapp IS NOT NULL)
);
CREATE INDEX leads_newest ON leads (tenant_id, created_at DESC, id);
SELECT protect_tenant_table('leads', 'SELECT, INSERT, UPDATE')`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(LEADS);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE leads');
}
