import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { childEnvironment } from '#config/machine.ts';
import { SEARCH_ATTRIBUTES } from '#workflows/search-attributes.ts';
import { startChild } from './child.ts';
import type { Exit } from './child.ts';
import { demandFreePort } from './demand-free-port.ts';
import { serves } from './temporal-serves.ts';
import { untilReady } from './until-ready.ts';

export interface TemporalOptions {
  /** Path of the Temporal CLI. */
  readonly binary: string;
  readonly port: number;
  /** Without it no Web UI starts. */
  readonly uiPort?: number;
  /** Where the Web UI has payloads made readable. */
  readonly codecEndpoint?: string;
  /** SQLite file of the histories. Without it they are kept in memory only. */
  readonly dbFile?: string;
  readonly log: (line: string) => void;
  /** Holds the server's process id while it runs. */
  readonly pidFile?: string;
  /** Gives up waiting for it and stops it. */
  readonly signal?: AbortSignal;
}

export interface RunningTemporal {
  /** `host:port` */
  readonly address: string;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  stop(): Promise<void>;
}

/**
 * The first takes an idle turn from 149 to 18 ms on this one-shard server. Partitions spread a queue over servers: here
 * they only pass half of the tasks on to each other. The others are on in production too.
 */
const DYNAMIC_CONFIG = [
  'history.transferProcessorMaxPollRPS=100',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
  'system.enableActivityEagerExecution=true',
  'matching.useNewMatcher=true',
  'matching.enableFairness=true',
] as const;

const READY_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;

/**
 * Starts a Temporal dev server on the loopback interface and waits until it serves the namespace `default`.
 * @throws Error that says what to do when a port is taken or the server does not come up
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const { binary, port, uiPort, codecEndpoint, dbFile, log, pidFile, signal } = options;
  await demandFreePort(port, 'the embedded Temporal server', 'TEMPORAL_PORT');
  if (uiPort !== undefined) await demandFreePort(uiPort, 'the Temporal Web UI', 'TEMPORAL_UI_PORT');
  if (dbFile !== undefined) await mkdir(dirname(dbFile), { recursive: true });
  const child = await startChild({
    name: 'temporal',
    file: binary,
    args: [
      'server',
      'start-dev',
      '--ip=127.0.0.1',
      `--port=${port}`,
      '--log-level=error',
      ...(uiPort === undefined ? ['--headless'] : [`--ui-port=${uiPort}`]),
      ...(codecEndpoint === undefined ? [] : [`--ui-codec-endpoint=${codecEndpoint}`]),
      ...(dbFile === undefined ? [] : ['--db-filename', dbFile]),
      ...DYNAMIC_CONFIG.flatMap((setting) => ['--dynamic-config-value', setting]),
      ...SEARCH_ATTRIBUTES.flatMap(({ name }) => ['--search-attribute', `${name}=Keyword`]),
    ],
    env: childEnvironment({ TEMPORAL_ADDRESS: undefined, TEMPORAL_NAMESPACE: undefined, TEMPORAL_API_KEY: undefined }),
    log,
    pidFile,
  });
  const address = `127.0.0.1:${port}`;
  await untilReady(child, () => serves(address), READY_LIMIT_MS, signal);
  return { address, pid: child.pid, exited: child.exited, stop: () => child.stop('SIGTERM', STOP_LIMIT_MS) };
}
