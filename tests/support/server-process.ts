import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Nothing of the shell's settings, but where programs and their compiled code are. */
const INHERITED = Object.fromEntries(
  ['PATH', 'HOME', 'NODE_COMPILE_CACHE'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

/** One of our processes, as the supervisor would run it; tests kill and restart it. */
export interface ServerProcess {
  readonly pid: number;
  /** What it printed since its first start, newest last (the last 400 lines). */
  readonly output: readonly string[];
  start(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and waits; answers its exit code. */
  stop(): Promise<number | null>;
  /** Resolves when it has ended, whoever ended it. */
  exited(): Promise<void>;
}

/** A process that runs `entry` as the supervisor does; `isReady` is polled until true. */
export function serverProcess(
  entry: string,
  env: Readonly<Record<string, string>>,
  isReady: () => Promise<boolean>,
): ServerProcess {
  const output: string[] = [];
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(null);

  const keep = (chunk: Buffer) => {
    output.push(...chunk.toString('utf8').split('\n').filter(Boolean));
    output.splice(0, Math.max(0, output.length - 400));
  };

  return {
    get pid() {
      if (child?.pid === undefined) throw new Error(`${entry} is not running`);
      return child.pid;
    },
    output,
    async start() {
      const started = spawn(process.execPath, ['scripts/launch.mjs', entry], {
        cwd: ROOT,
        env: { ...INHERITED, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      started.stdout.on('data', keep);
      started.stderr.on('data', keep);
      ended = new Promise((resolve) => started.once('exit', (code) => resolve(code)));
      await until(
        `${entry} to be ready`,
        60_000,
        async () => {
          if (started.exitCode !== null || started.signalCode !== null) {
            throw new Error(
              `${entry} ended with ${started.exitCode ?? started.signalCode}:\n${output.slice(-40).join('\n')}`,
            );
          }
          return isReady();
        },
        () => output.slice(-40).join('\n'),
      );
    },
    async kill() {
      child?.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child?.kill('SIGTERM');
      return ended;
    },
    async exited() {
      await ended;
    },
  };
}

/** Polls until `check` answers true. @throws with `what` and `details()` after `limitMs`. */
export async function until(
  what: string,
  limitMs: number,
  check: () => Promise<boolean> | boolean,
  details: () => string = () => '',
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms for ${what} in vain\n${details()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
