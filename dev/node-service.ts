import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '#config/machine.ts';
import { startChild } from './child.ts';
import type { RunningService, Service } from './supervise.ts';
import { untilReady } from './until-ready.ts';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface NodeServiceOptions {
  readonly name: string;
  /** Program below the repository's root. */
  readonly entry: string;
  /** Changes to the inherited environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Home folder, told as an argument so that a process that was left over can be recognised. */
  readonly home: string;
  readonly pidFile: string;
  readonly log: (line: string) => void;
  /** Asked until true. */
  readonly ready: (pid: number) => Promise<boolean>;
}

const READY_LIMIT_MS = 120_000;
/** Above the grace that the worker gives to running activities (28 s). */
const STOP_LIMIT_MS = 35_000;

/** One of our own processes: `node <entry>`. */
export function nodeService(options: NodeServiceOptions): Service {
  const { name, entry, home, pidFile } = options;
  return {
    name,
    async start(signal): Promise<RunningService> {
      const child = await startChild({
        name,
        file: process.execPath,
        args: [join(ROOT, 'scripts', 'launch.mjs'), entry, `--home=${home}`],
        env: childEnvironment(options.env),
        cwd: ROOT,
        pidFile,
        log: options.log,
      });
      await untilReady(child, () => options.ready(child.pid), READY_LIMIT_MS, signal);
      return { pid: child.pid, exited: child.exited, stop: () => child.stop('SIGTERM', STOP_LIMIT_MS) };
    },
  };
}
