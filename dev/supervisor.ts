import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { connectionSettings } from '#adapters/temporal/connection-options.ts';
import type { Config } from '#config/env.ts';
import { machine } from '#config/machine.ts';
import { ensureDemoLogins } from './demo-logins.ts';
import type { DemoLogins } from './demo-logins.ts';
import { freePort } from './free-port.ts';
import { answersOk } from './http.ts';
import { nodeService } from './node-service.ts';
import { startPostgres } from './postgres.ts';
import { createDatabase, prepareDatabase } from './prepare-database.ts';
import type { DatabaseUrls } from './prepare-database.ts';
import { registerSearchAttributes } from './register-search-attributes.ts';
import { takeRunFolder } from './run-folder.ts';
import type { RunFolder } from './run-folder.ts';
import { ensureSecrets } from './secrets.ts';
import type { Secrets } from './secrets.ts';
import { supervise } from './supervise.ts';
import type { RunningService, Service } from './supervise.ts';
import { findTemporalBinary } from './temporal-binary.ts';
import { startTemporal } from './temporal-server.ts';
import { workerPolls } from './worker-polls.ts';

export interface StackOptions {
  readonly config: Config;
  readonly log: (line: string) => void;
  /** Environment of API and worker beside what the stack itself decides. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningStack {
  readonly apiUrl: string;
  /** For the running system; carries a password. */
  readonly databaseUrl: string;
  /** Undefined when Temporal is not the embedded one. */
  readonly temporalUiUrl: string | undefined;
  readonly adminKey: string;
  /** Where a generated ADMIN_KEY is kept; undefined when the environment gave it. */
  readonly adminKeyFile: string | undefined;
  /** Admins of the demo shops. */
  readonly demoLogins: Pick<DemoLogins, 'file' | 'logins'>;
}

/** Starts and stops the whole system on this machine. */
export interface Supervisor {
  /** Resolves when the API says all parts are ready. @throws Error with what to do; call `stop` then too */
  start(): Promise<RunningStack>;
  /** Stops all in the reverse order of their start; may come while `start` is under way, and more than once. */
  stop(): Promise<void>;
}

const READY_LIMIT_MS = 120_000;
const DATABASE_NAME = 'colloquy';

export function createSupervisor({ config, log, env = {} }: StackOptions): Supervisor {
  const home = resolve(config.embedded.home);
  const stops: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;

  async function keep<Running extends RunningService>(service: Service<Running>): Promise<Running> {
    if (stopped !== undefined) throw new Error(`${service.name} is not started: the stack is stopping`);
    const supervised = supervise(service, { log });
    stops.push(() => supervised.stop());
    return supervised.start();
  }

  async function database(run: RunFolder): Promise<DatabaseUrls> {
    const { url, migrationUrl } = config.database;
    if (url !== undefined) return { url, migrationUrl: migrationUrl ?? url };
    const port = config.embedded.postgresPort || (await freePort());
    const { url: server } = await keep({
      name: 'postgres',
      start: (signal) =>
        startPostgres({ dir: join(home, 'postgres'), port, log, signal, pidFile: run.pidFile('postgres') }),
    });
    const own = await createDatabase(server, DATABASE_NAME);
    return { url: own, migrationUrl: own };
  }

  async function temporal(
    run: RunFolder,
    apiPort: number,
  ): Promise<{ readonly address: string; readonly uiUrl?: string }> {
    const { temporal: given, embedded } = config;
    if (given.address !== undefined) {
      await prepareRemote({ ...given, address: given.address });
      return { address: given.address };
    }
    const binary = await findTemporalBinary({ ...machine(), named: embedded.temporalCli, log });
    const port = embedded.temporalPort || (await freePort());
    const uiPort = embedded.temporalUiPort || (await freePort());
    const dbFile = join(home, 'temporal', 'temporal.db');
    const codecEndpoint = `http://localhost:${apiPort}/codec`;
    const { address } = await keep({
      name: 'temporal',
      start: (signal) =>
        startTemporal({ binary, port, uiPort, codecEndpoint, dbFile, log, signal, pidFile: run.pidFile('temporal') }),
    });
    return { address, uiUrl: `http://localhost:${uiPort}` };
  }

  async function start(): Promise<RunningStack> {
    await mkdir(home, { recursive: true });
    const run = await takeRunFolder(home, log);
    stops.push(() => run.release());
    const secrets = await ensureSecrets(home);
    const demoLogins = await ensureDemoLogins(home);
    const port = config.http.port || (await freePort());
    const [urls, server] = await allOf(
      database(run).then(async (found) => {
        await prepareDatabase(found, demoLogins);
        return found;
      }),
      temporal(run, port),
    );
    const apiUrl = `http://127.0.0.1:${port}`;
    const common = {
      home,
      log,
      env: {
        ...environment(config, secrets),
        DATABASE_URL: urls.url,
        TEMPORAL_ADDRESS: server.address,
        ...(server.uiUrl !== undefined && { TEMPORAL_UI_URL: server.uiUrl }),
        PORT: String(port),
        FILES_DIR: resolve(config.files.dir),
        ...env,
      },
    };
    await allOf(
      keep(
        nodeService({
          ...common,
          name: 'api',
          entry: 'api/server.ts',
          pidFile: run.pidFile('api'),
          ready: () => answersOk(`${apiUrl}/healthz`),
        }),
      ),
      keep(
        nodeService({
          ...common,
          name: 'worker',
          entry: 'workers/main.ts',
          pidFile: run.pidFile('worker'),
          ready: (pid) => workerPolls({ ...config.temporal, address: server.address }, config.temporal.taskQueue, pid),
        }),
      ),
    );
    await untilAllReady(apiUrl, () => stopped !== undefined);
    const adminKey = config.secrets.adminKey;
    return {
      apiUrl,
      databaseUrl: urls.url,
      temporalUiUrl: server.uiUrl,
      adminKey: adminKey ?? secrets.ADMIN_KEY,
      adminKeyFile: adminKey === undefined ? join(home, 'secrets.json') : undefined,
      demoLogins,
    };
  }

  async function stopAll(): Promise<void> {
    // What starts while the rest stops is stopped in the next round.
    while (stops.length > 0) await stops.pop()?.();
  }

  return {
    start,
    stop: () => (stopped ??= stopAll()),
  };
}

/** Waits for all, even when one fails: nothing may still be starting when the caller begins to stop. */
async function allOf<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

function environment(config: Config, secrets: Secrets): Record<string, string> {
  const { adminKey, jwtSecret, encryptionKeys, contactKey } = config.secrets;
  return {
    ADMIN_KEY: adminKey ?? secrets.ADMIN_KEY,
    JWT_SECRET: jwtSecret ?? secrets.JWT_SECRET,
    COLLOQUY_ENCRYPTION_KEYS: encryptionKeys ?? secrets.COLLOQUY_ENCRYPTION_KEYS,
    COLLOQUY_CONTACT_KEY: contactKey ?? secrets.COLLOQUY_CONTACT_KEY,
  };
}

async function prepareRemote(access: Config['temporal'] & { readonly address: string }): Promise<void> {
  const connection = await Connection.connect({ ...connectionSettings(access), connectTimeout: 10_000 });
  try {
    await registerSearchAttributes(connection, access.namespace);
  } finally {
    await connection.close();
  }
}

async function untilAllReady(apiUrl: string, isStopping: () => boolean): Promise<void> {
  for (const end = Date.now() + READY_LIMIT_MS; !(await answersOk(`${apiUrl}/readyz`)); await sleep(100)) {
    if (isStopping()) throw new Error('stopped before all was ready');
    if (Date.now() > end)
      throw new Error(`${apiUrl}/readyz does not say "ready" after ${READY_LIMIT_MS} ms; see the log above`);
  }
}
