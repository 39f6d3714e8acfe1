import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectDatabase } from '#adapters/db/inspect-database.ts';
import { benchSearch } from '#bench/benches/search.ts';
import type { Outcome } from '#bench/benches/outcome.ts';
import type { BenchOptions } from '#bench/options.ts';
import { freePort } from '#dev/free-port.ts';
import { startPostgres } from '#dev/postgres.ts';

type Progress = (line: string) => void;

/** The search run needs Postgres only: the given database, else an embedded server of its own. */
export async function runSearch(
  options: BenchOptions,
  progress: Progress,
): Promise<Outcome & { readonly postgres: string }> {
  if (options.database !== undefined) return run(options.database, options, progress);
  const home = await mkdtemp(join(tmpdir(), 'colloquy-bench-'));
  // The server's own account must be able to enter.
  await chmod(home, 0o755);
  const postgres = await startPostgres({ dir: join(home, 'postgres'), port: await freePort(), log: () => undefined });
  try {
    return await run(postgres.url, options, progress);
  } finally {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function run(url: string, options: BenchOptions, progress: Progress) {
  const { version: postgres } = await inspectDatabase(url);
  return { ...(await benchSearch(url, options, progress)), postgres };
}
