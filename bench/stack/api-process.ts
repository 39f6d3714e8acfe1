import { answers, LAUNCHER, startChild } from './child.ts';
import type { Child } from './child.ts';

/** One API process that can be stopped, killed and started again at the same address. */
export interface ApiProcess {
  readonly url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Answers its exit code; null when it had to be killed. */
  stop(): Promise<number | null>;
  /** Last lines of what it wrote. */
  tail(): string;
}

export async function startApiProcess(options: {
  readonly name: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logs: string;
}): Promise<ApiProcess> {
  const url = `http://127.0.0.1:${options.port}`;
  const env = { ...options.env, HOST: '127.0.0.1', PORT: String(options.port), PUBLIC_URL: url };
  let child: Child | undefined;
  const start = async () => {
    const ready = () => answers(`${url}/healthz`);
    child = await startChild({
      name: options.name,
      file: LAUNCHER,
      args: ['api/server.ts'],
      env,
      logs: options.logs,
      ready,
      readyTimeoutMs: 180_000,
    });
  };
  await start();
  return {
    url,
    start,
    kill: async () => child?.kill(),
    tail: () => child?.tail() ?? '',
    async stop() {
      await child?.stop();
      return child?.exitCode() ?? null;
    },
  };
}
