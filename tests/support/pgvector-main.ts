import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import type { Knex } from 'knex';

/*
 * A Postgres in this process, with the schema and the extensions named as arguments. Answers one statement a line:
 * `{id, text, values}` with `{id, rows}` or `{id, error}`. A process of its own, because Jest lets no module import another
 * while it runs.
 */
const MIGRATIONS = join(import.meta.dirname, '../../migrations');
const HAVE = { vector, pg_trgm, btree_gin, btree_gist };

interface Asked {
  readonly id: number;
  readonly text: string;
  readonly values: unknown[];
}

const wanted = Object.entries(HAVE).filter(([name]) => process.argv.slice(2).includes(name));
const lite = await PGlite.create({ extensions: Object.fromEntries(wanted) });
const names = (await readdir(MIGRATIONS)).filter((name) => /^\d{14}_\w+\.ts$/.test(name)).sort();
for (const name of names) {
  const { up } = (await import(join(MIGRATIONS, name))) as Knex.Migration;
  await up({ raw: (sql: string) => lite.exec(sql) } as unknown as Knex);
}
await lite.query('SELECT ensure_search_indexes()');
process.stdout.write('{"id":0,"rows":[]}\n');

for await (const line of createInterface({ input: process.stdin })) {
  const { id, text, values } = JSON.parse(line) as Asked;
  try {
    const { rows } = await lite.query(text, values);
    process.stdout.write(`${JSON.stringify({ id, rows })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ id, error: error instanceof Error ? error.message : 'failed' })}\n`);
  }
}
await lite.close();
