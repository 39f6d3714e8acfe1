import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { startFakeTelegram } from '#tests/fakes/telegram.ts';
import { createReplyBoard } from '#bench/load/reply-board.ts';
import type { ReplyBoard } from '#bench/load/reply-board.ts';
import type { CpuLabel } from '#bench/measure/cpu-meter.ts';
import { startModel } from './model.ts';
import type { ModelProcess } from './model.ts';
import { startServers } from './servers.ts';
import type { Servers, TemporalStore } from './servers.ts';
import { pollersSince } from './task-queue.ts';

/** Everything that the two measured systems share: database server, Temporal server, fake model, fake channel. */
export interface Stack {
  readonly temporalAddress: string;
  /** Base URL of the fake model, `/v1` included. */
  readonly modelUrl: string;
  readonly telegramUrl: string;
  /** Environment for every process: nothing is inherited, so that no setting of this shell changes a figure. */
  readonly baseEnv: Readonly<Record<string, string>>;
  /** Folder of the processes' logs; removed with the stack. */
  readonly logs: string;
  readonly board: ReplyBoard;
  readonly client: Client;
  readonly versions: { readonly temporal: string; readonly postgres: string };
  /** Restarts the fake model with this latency on the same address. */
  setModelLatency(latencyMs: number): Promise<void>;
  /** Creates an empty database and answers its URL, as the superuser. */
  createDatabase(name: string): Promise<string>;
  /** True once a worker has asked this workflow queue for work since `since` (ms since the epoch). */
  isPolled(queue: string, since: number): Promise<boolean>;
  /** How many workers have. */
  pollers(queue: string, since: number): Promise<number>;
  /** The shared servers' processes, with this one as the channel. */
  processes(): readonly { readonly label: CpuLabel; readonly pid: number }[];
  stop(): Promise<void>;
}

/** Of this shell only where compiled code is kept, as `npm run` sets it for every process. */
const COMPILE_CACHE = process.env['NODE_COMPILE_CACHE'];
const BASE_ENV = {
  NODE_ENV: 'production',
  TZ: 'UTC',
  LANG: 'C.UTF-8',
  ...(COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE: COMPILE_CACHE }),
};

/** Starts the shared servers; stops again what had started when one fails. */
export async function startStack(store: TemporalStore): Promise<Stack> {
  const home = await mkdtemp(join(tmpdir(), 'colloquy-bench-'));
  // Postgres runs as its own user when we are root, and has to reach its folder in here.
  await chmod(home, 0o711);
  const stops: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).toReversed()) await end();
  };
  try {
    const servers = await startServers(store, home);
    stops.push(() => servers.stop());
    const model = await startModel({ logs: home, env: BASE_ENV });
    stops.push(() => model.stop());
    const channel = await startFakeTelegram();
    stops.push(() => channel.close());
    const board = createReplyBoard(channel);
    stops.push(async () => board.close());
    const connection = await Connection.connect({ address: servers.temporalAddress });
    stops.push(() => connection.close());
    const client = new Client({ connection });
    return await assemble({ store, servers, model, board, client, home, telegramUrl: channel.apiRoot, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Parts {
  readonly store: TemporalStore;
  readonly servers: Servers;
  readonly model: ModelProcess;
  readonly board: ReplyBoard;
  readonly client: Client;
  readonly home: string;
  readonly telegramUrl: string;
  readonly stop: () => Promise<void>;
}

async function assemble({ store, servers, model, board, client, home, telegramUrl, stop }: Parts): Promise<Stack> {
  const { serverVersion } = await client.workflowService.getSystemInfo({});
  const [version] = await query<{ server_version: string }>(servers.postgresUrl('postgres'), 'show server_version');
  return {
    temporalAddress: servers.temporalAddress,
    modelUrl: model.url,
    telegramUrl,
    baseEnv: BASE_ENV,
    logs: home,
    board,
    client,
    versions: {
      temporal: `${serverVersion} (${store === 'memory' ? 'in memory' : 'on Postgres'})`,
      postgres: version?.server_version ?? 'unknown',
    },
    setModelLatency: (latencyMs) => model.setLatency(latencyMs),
    async createDatabase(name) {
      await query(servers.postgresUrl('postgres'), `create database ${pg.escapeIdentifier(name)}`);
      return servers.postgresUrl(name);
    },
    isPolled: async (queue, since) => (await pollersSince(client, queue, since)) > 0,
    pollers: (queue, since) => pollersSince(client, queue, since),
    processes: () => [
      { label: 'temporal', pid: servers.temporalPid },
      { label: 'postgres', pid: servers.postgresPid },
      { label: 'model', pid: model.pid() },
      { label: 'channel', pid: process.pid },
    ],
    stop,
  };
}

/** Runs one statement on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  connectionString: string,
  sql: string,
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
