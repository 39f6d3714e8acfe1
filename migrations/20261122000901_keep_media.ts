import type { Knex } from 'knex';

/*
 * What became of the files of a message is written beside each attachment; `heard` is the message with the words of its
 * voice notes in it. The recorded text itself stays as it came.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
ALTER TABLE messages ADD COLUMN heard text;
GRANT UPDATE (attachments, heard) ON messages TO colloquy_app`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
REVOKE UPDATE (attachments, heard) ON messages FROM colloquy_app;
ALTER TABLE messages DROP COLUMN heard`);
}
