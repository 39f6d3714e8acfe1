import { access, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import pg from 'pg';
import { childEnvironment } from '#config/machine.ts';
import { startChild } from './child.ts';
import { lowFreePort } from './free-port.ts';
import { registerSearchAttributes } from './register-search-attributes.ts';
import { runProgram } from './run-program.ts';
import { temporalServerConfig } from './temporal-server-config.ts';
import type { RunningTemporal } from './temporal-server.ts';
import { untilReady } from './until-ready.ts';

export const TEMPORAL_SERVER_VERSION = '1.29.1';

export interface TemporalOnPostgresOptions {
  /** Folder of the configuration it is given. */
  readonly dir: string;
  /** Our folder of the user's cache; the programs are in `temporal-server-1.29.1/{server,sql}` below it. */
  readonly cacheDir: string;
  /** Superuser's URL of the Postgres that keeps histories and visibility, in databases of their own. */
  readonly postgresUrl: string;
  /** gRPC port, below 32768; left out: a free one. */
  readonly port?: number;
  /** Fixed for life with the first start on a database (16). */
  readonly historyShards?: number;
  /** Absolute path; left out: the one of production. */
  readonly dynamicConfigFile?: string;
  readonly log: (line: string) => void;
}

/** Why there is no such server on this machine. */
export interface Unavailable {
  readonly reason: string;
}

/** The settings of production that the server reads again while it runs. */
export const DYNAMIC_CONFIG = fileURLToPath(new URL('../ops/temporal/dynamic-config.yaml', import.meta.url));
const READY_LIMIT_MS = 90_000;
const STOP_LIMIT_MS = 20_000;
const RETENTION = '72 hours';

/**
 * Starts the full Temporal server of production, all services in one process, with its data in Postgres.
 * @returns the running server, or why its programs are not here
 * @throws Error when they are here but the server does not come up
 */
export async function startTemporalOnPostgres(
  options: TemporalOnPostgresOptions,
): Promise<RunningTemporal | Unavailable> {
  const reason = await whyUnavailable(options.cacheDir);
  if (reason !== undefined) return { reason };
  const folder = programFolder(options.cacheDir);
  const database = new URL(options.postgresUrl);
  await ensureSchemas(join(folder, 'sql'), options.postgresUrl);
  const root = resolve(options.dir);
  const port = options.port ?? (await lowFreePort());
  const otherPorts: number[] = [];
  while (otherPorts.length < 8) {
    const free = await lowFreePort();
    if (free !== port && !otherPorts.includes(free)) otherPorts.push(free);
  }
  const { historyShards = 16, dynamicConfigFile = DYNAMIC_CONFIG, log } = options;
  const config = temporalServerConfig({ database, port, otherPorts, historyShards, dynamicConfigFile });
  await mkdir(join(root, 'config'), { recursive: true });
  // JSON is YAML too. It holds the database's password.
  await writeFile(join(root, 'config', 'colloquy.yaml'), JSON.stringify(config, null, 2), { mode: 0o600 });
  const child = await startChild({
    name: 'temporal',
    file: join(folder, 'server'),
    args: ['--root', root, '--config', 'config', '--env', 'colloquy', '--allow-no-auth', 'start'],
    env: childEnvironment({}),
    log,
  });
  const address = `127.0.0.1:${port}`;
  await untilReady(child, () => isPrepared(address), READY_LIMIT_MS);
  return { address, pid: child.pid, exited: child.exited, stop: () => child.stop('SIGTERM', STOP_LIMIT_MS) };
}

/** Says which program of the full server is missing and how to build it; undefined when all are there. */
export async function whyUnavailable(cacheDir: string): Promise<string | undefined> {
  const folder = programFolder(cacheDir);
  for (const program of ['server', 'sql']) {
    const found = await access(join(folder, program)).then(
      () => true,
      () => false,
    );
    const module = program === 'server' ? 'cmd/server' : 'cmd/tools/sql';
    if (!found)
      return `${join(folder, program)} is missing; build it: GOBIN=${folder} go install go.temporal.io/server/${module}@v${TEMPORAL_SERVER_VERSION}`;
  }
  return undefined;
}

function programFolder(cacheDir: string): string {
  return join(cacheDir, `temporal-server-${TEMPORAL_SERVER_VERSION}`);
}

/** Makes the two databases the first time; after that their schemas are as they must be. */
async function ensureSchemas(tool: string, postgresUrl: string): Promise<void> {
  const url = new URL(postgresUrl);
  const login = ['--plugin', 'postgres12', '--ep', url.hostname, '-p', url.port || '5432'];
  // The tool takes the password from its environment, where `ps` does not show it.
  const env = childEnvironment({
    SQL_USER: decodeURIComponent(url.username),
    SQL_PASSWORD: decodeURIComponent(url.password),
  });
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    for (const [name, schema] of [
      ['temporal', 'temporal'],
      ['temporal_visibility', 'visibility'],
    ] as const) {
      const run = (...words: readonly string[]) =>
        runProgram(tool, [...login, '--db', name, ...words], { env, timeoutMs: 60_000 });
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
      if (rowCount === 0) {
        await run('create-database');
        await run('setup-schema', '-v', '0.0');
      }
      await run('update-schema', '--schema-name', `postgresql/v12/${schema}`);
    }
  } finally {
    await client.end();
  }
}

/** Makes namespace and search attributes as soon as the server answers; true once both are in force. */
async function isPrepared(address: string): Promise<boolean> {
  let connection: Connection;
  try {
    connection = await Connection.connect({ address, connectTimeout: 1_000 });
  } catch {
    return false;
  }
  try {
    await ensureNamespace(connection);
    await registerSearchAttributes(connection, 'default');
    return true;
  } catch {
    // Its parts come up one after the other; the caller's limit decides.
    return false;
  } finally {
    await connection.close();
  }
}

async function ensureNamespace({ workflowService }: Connection): Promise<void> {
  try {
    await workflowService.describeNamespace({ namespace: 'default' });
  } catch {
    await workflowService.registerNamespace({
      namespace: 'default',
      workflowExecutionRetentionPeriod: msToTs(RETENTION),
    });
    await workflowService.describeNamespace({ namespace: 'default' });
  }
}
