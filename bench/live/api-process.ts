import { randomBytes } from 'node:crypto';
import { answers, LAUNCHER, startChild } from '#bench/stack/child.ts';
import type { Child } from '#bench/stack/child.ts';

/** One API process that can be killed and started again. */
export interface ApiProcess {
  readonly url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Nothing here needs Temporal: the API serves without it. */
const NO_TEMPORAL = '127.0.0.1:9';
const SECRETS = { contact: randomBytes(32).toString('base64'), jwt: randomBytes(32).toString('base64') };

export async function startApiProcess(options: {
  readonly number: number;
  readonly url: string;
  /** The same for all processes: one writes cursors that the other reads. */
  readonly keys: string;
  readonly logs: string;
  readonly port: number;
}): Promise<ApiProcess> {
  const url = `http://127.0.0.1:${options.port}`;
  const { NODE_COMPILE_CACHE: cache } = process.env;
  const env = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    PORT: String(options.port),
    PUBLIC_URL: url,
    DATABASE_URL: options.url,
    TEMPORAL_ADDRESS: NO_TEMPORAL,
    ADMIN_KEY: SECRETS.jwt,
    COLLOQUY_ENCRYPTION_KEYS: options.keys,
    COLLOQUY_CONTACT_KEY: SECRETS.contact,
    JWT_SECRET: SECRETS.jwt,
    LIVE_CONNECTIONS_PER_TENANT: '1000',
    FILES_DIR: options.logs,
    ...(cache !== undefined && { NODE_COMPILE_CACHE: cache }),
  };
  let child: Child | undefined;
  const start = async () => {
    const ready = () => answers(`${url}/healthz`);
    child = await startChild({
      name: `live-api-${options.number}`,
      file: LAUNCHER,
      args: ['api/server.ts'],
      env,
      logs: options.logs,
      ready,
      readyTimeoutMs: 180_000,
    });
  };
  await start();
  return { url, start, kill: async () => child?.kill(), stop: async () => child?.stop() };
}
