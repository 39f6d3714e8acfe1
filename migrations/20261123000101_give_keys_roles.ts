import type { Knex } from 'knex';

/* What a key of a shop may do, and who made it. Keys from before could do everything, and still can. */

const UP = `
ALTER TABLE api_keys
  ADD COLUMN role text NOT NULL DEFAULT 'admin' CHECK (role IN ('viewer', 'agent', 'admin')),
  ADD COLUMN created_by text NOT NULL DEFAULT 'platform';
ALTER TABLE api_keys ALTER COLUMN role DROP DEFAULT, ALTER COLUMN created_by DROP DEFAULT`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(UP);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE api_keys DROP COLUMN role, DROP COLUMN created_by');
}
