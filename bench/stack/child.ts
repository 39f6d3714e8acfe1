import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The file that runs one of our programs, its first argument, as the supervisor does. */
export const LAUNCHER = fileURLToPath(new URL('../../scripts/launch.mjs', import.meta.url));

/** A process that the benchmark started and will stop. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  running(): boolean;
  /** Of a process that ended by itself; null before, and when a signal ended it. */
  exitCode(): number | null;
  /** SIGTERM, then SIGKILL after 35 s; resolves when it has ended. */
  stop(): Promise<void>;
  /** SIGKILL at once; resolves when it has ended. */
  kill(): Promise<void>;
  /** Last lines of what it wrote, for error messages. */
  tail(): string;
}

export interface ChildOptions {
  readonly name: string;
  /** Program file that this Node runs. */
  readonly file: string;
  readonly args?: readonly string[];
  /** The whole environment of the process. */
  readonly env: NodeJS.ProcessEnv;
  /** Folder for its log. */
  readonly logs: string;
  /** Tells whether it is ready to serve; asked every 50 ms. */
  readonly ready: () => Promise<boolean>;
  readonly readyTimeoutMs?: number;
}

/** Above the grace that a worker gives to its running activities. */
const STOP_LIMIT_MS = 35_000;
const ASK_EVERY_MS = 50;

/**
 * Starts a Node process and waits until it is ready.
 * @throws Error with the end of its log when it ends early or is not ready in time; it is stopped then
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const logFile = join(options.logs, `${options.name}.log`);
  const log = createWriteStream(logFile, { flags: 'a' });
  const spawned = spawn(process.execPath, [options.file, ...(options.args ?? [])], {
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  spawned.stdout.pipe(log, { end: false });
  spawned.stderr.pipe(log, { end: false });
  const ended = new Promise<void>((resolve) => {
    spawned.once('error', () => resolve());
    // Unlike `exit`, `close` comes after its last words.
    spawned.once('close', () => resolve());
  });
  const running = (): boolean => spawned.pid !== undefined && spawned.exitCode === null && spawned.signalCode === null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (running()) spawned.kill(signal);
    const limit = setTimeout(() => spawned.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(limit);
    await new Promise<void>((resolve) => log.end(() => resolve()));
  };
  const child: Child = {
    name: options.name,
    pid: spawned.pid ?? 0,
    running,
    exitCode: () => spawned.exitCode,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    tail: () => readFileSync(logFile, 'utf8').split('\n').slice(-25).join('\n'),
  };
  try {
    await untilReady(child, options);
  } catch (error) {
    await child.kill();
    throw error;
  }
  return child;
}

async function untilReady(child: Child, options: ChildOptions): Promise<void> {
  const limit = options.readyTimeoutMs ?? 60_000;
  const deadline = Date.now() + limit;
  while (child.running() && Date.now() < deadline) {
    if (await options.ready()) return;
    await sleep(ASK_EVERY_MS);
  }
  const why = child.running() ? `was not ready within ${limit} ms` : 'ended before it was ready';
  await child.kill();
  throw new Error(`${options.name} (${options.file}) ${why}. The end of its log:\n${child.tail()}`);
}

/** True when the address answers a GET with 2xx. */
export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
