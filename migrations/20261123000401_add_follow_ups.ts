import type { Knex } from 'knex';

/* Messages to customers who have gone silent. */

const UP = `
ALTER TABLE turns
  -- "<number of the customer's last message>:<place>": one follow-up for each place after each message.
  ADD COLUMN nudge_key text,
  ADD CONSTRAINT turns_nudge_key UNIQUE (tenant_id, conversation_id, nudge_key),
  ADD CONSTRAINT turns_nudge_or_staff CHECK (nudge_key IS NULL OR staff_key IS NULL);
-- IANA; null = the shop's.
ALTER TABLE contacts ADD COLUMN time_zone text`;

const DOWN = `
ALTER TABLE contacts DROP COLUMN time_zone;
ALTER TABLE turns DROP CONSTRAINT turns_nudge_or_staff, DROP CONSTRAINT turns_nudge_key, DROP COLUMN nudge_key`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(DOWN);
}
