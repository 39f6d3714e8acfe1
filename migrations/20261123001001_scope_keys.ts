import type { Knex } from 'knex';

/* Which parts of the API a key opens, by the tags of the OpenAPI document; none = all that its role may. */

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`ALTER TABLE api_keys ADD COLUMN scopes text[] NOT NULL DEFAULT '{}'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE api_keys DROP COLUMN scopes');
}
