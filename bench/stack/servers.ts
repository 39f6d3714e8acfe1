import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#dev/free-port.ts';
import { startPostgres } from '#dev/postgres.ts';
import { findTemporalBinary } from '#dev/temporal-binary.ts';
import { DYNAMIC_CONFIG, startTemporalOnPostgres } from '#dev/temporal-on-postgres.ts';
import { startTemporal } from '#dev/temporal-server.ts';
import type { RunningTemporal } from '#dev/temporal-server.ts';

/** Where Temporal keeps its histories. */
export type TemporalStore = 'memory' | 'postgres';

/** The two servers every measured system needs. */
export interface Servers {
  readonly temporalAddress: string;
  readonly temporalPid: number;
  readonly postgresPid: number;
  /** Superuser's URL of a database. */
  postgresUrl(database: string): string;
  stop(): Promise<void>;
}

const quiet = (): void => undefined;

/** Starts Postgres, then Temporal, on free ports with their data below `home`. */
export async function startServers(store: TemporalStore, home: string): Promise<Servers> {
  const postgres = await startPostgres({ dir: join(home, 'postgres'), port: await freePort(), log: quiet });
  try {
    const temporal = store === 'memory' ? await startInMemory() : await startOnPostgres(home, postgres.url);
    return {
      temporalAddress: temporal.address,
      temporalPid: temporal.pid,
      postgresPid: postgres.pid,
      postgresUrl: (database) => Object.assign(new URL(postgres.url), { pathname: `/${database}` }).href,
      async stop() {
        await temporal.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function startInMemory(): Promise<RunningTemporal> {
  const { TEMPORAL_CLI: named, PATH: path = '' } = process.env;
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const binary = await findTemporalBinary({ named, path, cacheDir: cacheFolder(), log });
  return startTemporal({ binary, port: await freePort(), log: quiet });
}

/** Production's server and settings; only its own brake on the database is off, so that the database limits a run. */
async function startOnPostgres(home: string, postgresUrl: string): Promise<RunningTemporal> {
  const dir = join(home, 'temporal');
  await mkdir(dir, { recursive: true });
  const dynamicConfigFile = join(dir, 'dynamic.yaml');
  const unbraked = ['frontend', 'history'].map((part) => `${part}.persistenceMaxQPS:\n  - value: 9000\n`);
  await writeFile(dynamicConfigFile, [await readFile(DYNAMIC_CONFIG, 'utf8'), ...unbraked].join('\n'));
  const started = await startTemporalOnPostgres({
    dir,
    cacheDir: cacheFolder(),
    postgresUrl,
    dynamicConfigFile,
    log: quiet,
  });
  if ('reason' in started) throw new Error(started.reason);
  return started;
}

/** Where programs that had to be built are kept between runs. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME: cache = join(homedir(), '.cache') } = process.env;
  return join(cache, 'colloquy');
}
