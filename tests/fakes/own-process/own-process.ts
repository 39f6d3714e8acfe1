import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { askAtOnce } from './ask-at-once.ts';
import { fromWire, toWire } from './wire-json.ts';

/**
 * How each member of a fake is reached from another process: `read` and `call` block until the fake has answered, so that
 * a fault is set when the line that sets it is over; `wait` answers a promise.
 */
export type Members<T> = { readonly [Name in Exclude<keyof T, 'close'>]: 'read' | 'call' | 'wait' };

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Starts the program `entry` (see `serveControl`) and answers a stand-in for the fake inside it.
 * @throws when it ends before it listens, with what it said
 */
export async function startOwnProcess<T extends { close(): Promise<void> }>(
  entry: string,
  members: Members<T>,
): Promise<T> {
  const child = spawn(process.execPath, [entry], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { control } = await firstLine(entry, child.stdout, ended);
  const ask = (member: string, args: readonly unknown[]) => valueOf(askAtOnce(control, toWire({ member, args })));
  const standIn: Record<string, unknown> = {
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
  for (const [name, kind] of Object.entries<'read' | 'call' | 'wait'>(members)) {
    if (kind === 'read') Object.defineProperty(standIn, name, { enumerable: true, get: () => ask(name, []) });
    else if (kind === 'call') standIn[name] = (...args: readonly unknown[]) => ask(name, args);
    else
      standIn[name] = async (...args: readonly unknown[]) => {
        const response = await fetch(control, { method: 'POST', body: toWire({ member: name, args }) });
        return valueOf(await response.text());
      };
  }
  return standIn as unknown as T;
}

function valueOf(text: string): unknown {
  return (fromWire(text) as { readonly value?: unknown }).value;
}

async function firstLine(
  entry: string,
  output: Readable | null,
  ended: Promise<void>,
): Promise<{ readonly control: string }> {
  if (output === null) throw new Error(`${entry} was started without an output`);
  const lines = createInterface({ input: output });
  const line = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then(() => Promise.reject(new Error(`${entry} ended before it listened; what it said is above`))),
  ]);
  lines.close();
  return JSON.parse(line) as { readonly control: string };
}
