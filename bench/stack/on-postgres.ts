import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectDatabase } from '#adapters/db/inspect-database.ts';
import type { Outcome } from '#bench/benches/outcome.ts';
import { freePort } from '#dev/free-port.ts';
import { startPostgres } from '#dev/postgres.ts';

/** A run that needs Postgres only: the given database (its owner's URL), else an embedded server of its own. */
export async function onPostgres(
  database: string | undefined,
  bench: (url: string) => Promise<Outcome>,
): Promise<Outcome & { readonly postgres: string }> {
  if (database !== undefined) return run(database, bench);
  const home = await mkdtemp(join(tmpdir(), 'colloquy-bench-'));
  // The server's own account must be able to enter.
  await chmod(home, 0o755);
  const postgres = await startPostgres({ dir: join(home, 'postgres'), port: await freePort(), log: () => undefined });
  try {
    return await run(postgres.url, bench);
  } finally {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function run(url: string, bench: (url: string) => Promise<Outcome>) {
  const { version: postgres } = await inspectDatabase(url);
  return { ...(await bench(url)), postgres };
}
