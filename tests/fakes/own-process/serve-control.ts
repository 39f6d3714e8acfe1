import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fromWire, toWire } from './wire-json.ts';

/** One wish of the test: a member of the fake, read or called. */
export interface ControlWish {
  readonly member: string;
  readonly args: readonly unknown[];
}

/**
 * For the program around a fake: lets the test that started it read and steer it, says in one line of JSON where both are
 * (`{"url", "control"}`), and ends with the test, on SIGTERM or on SIGINT.
 */
export async function serveControl(url: string, fake: object): Promise<void> {
  const members = fake as Readonly<Record<string, unknown>>;
  const server = createServer((request, response) => {
    answer(members, request, response).catch((error: unknown) => {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const control = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.stdout.write(`${JSON.stringify({ url, control })}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
  // Without the test that started it nobody needs it.
  process.once('disconnect', () => process.exit(0));
}

async function answer(
  fake: Readonly<Record<string, unknown>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { member, args } = fromWire(Buffer.concat(chunks).toString('utf8')) as ControlWish;
  if (!(member in fake)) throw new Error(`the fake has no ${member}`);
  const found = fake[member];
  const value: unknown =
    typeof found === 'function' ? await (found as (...all: readonly unknown[]) => unknown)(...args) : found;
  response.writeHead(200, { 'content-type': 'application/json' }).end(toWire({ value }));
}
