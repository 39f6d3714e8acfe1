import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import knexFactory from 'knex';
import pg from 'pg';

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));
/** Any number, the same for every process that migrates. */
const LOCK = 7_130_413_211;
const load = createRequire(import.meta.url);

/**
 * Brings the schema up to date. Any number of processes may call it at once: they go one after the other.
 * `url` must belong to the owner of the schema.
 */
export async function migrate(url: string): Promise<void> {
  await withMigrator(url, async (migrator, owner) => {
    await migrator.latest();
    // Not a migration: the server may have got an extension since.
    await owner.query('SELECT ensure_search_indexes()');
  });
}

/** Takes back the latest batch; with `all`, everything. */
export async function rollback(url: string, options: { readonly all?: boolean } = {}): Promise<void> {
  await withMigrator(url, async (migrator) => {
    await migrator.rollback(undefined, options.all ?? false);
  });
}

async function withMigrator(
  url: string,
  work: (migrator: Knex.Migrator, owner: pg.Client) => Promise<void>,
): Promise<void> {
  const guard = new pg.Client({ connectionString: url, application_name: 'colloquy-migrate' });
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const knex = knexFactory({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
    try {
      const migrator = knex.migrate;
      const config: Knex.MigratorConfig = { migrationSource: new FolderSource() };
      // A process that died while migrating leaves knex's own lock behind; ours went with its connection.
      await migrator.forceFreeMigrationsLock(config);
      await work(
        {
          latest: () => migrator.latest(config),
          rollback: (_config?: Knex.MigratorConfig, all?: boolean) => migrator.rollback(config, all),
        } as Knex.Migrator,
        guard,
      );
    } finally {
      await knex.destroy();
    }
  } finally {
    await guard.end();
  }
}

/** Reads `migrations/`; knex's own reader can't load TypeScript under Jest. */
class FolderSource implements Knex.MigrationSource<string> {
  async getMigrations(): Promise<string[]> {
    const names = await readdir(FOLDER);
    return names.filter((name) => /^\d{14}_\w+\.ts$/.test(name)).sort();
  }
  getMigrationName(name: string): string {
    return name;
  }
  async getMigration(name: string): Promise<Knex.Migration> {
    return load(join(FOLDER, name)) as Knex.Migration;
  }
}
