import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Readiness } from '#api/routes/health/readiness.ts';

export interface ServeOptions {
  /** 0 = any free port. */
  readonly port: number;
  readonly host?: string;
  readonly readiness: Readiness;
  /** Aborted when requests that still wait must answer. */
  readonly closing: AbortController;
  /** How long we go on serving after we said "not ready", so that balancers notice first, ms. */
  readonly graceMs: number;
  /** From the signal to the end at the latest, ms. */
  readonly drainMs: number;
  readonly log: Logger;
  /** Takes over connections that want to speak another protocol; without it they are closed. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** How long a client may take to send its headers, ms (10000). */
  readonly headersMs?: number;
}

export interface HttpService {
  readonly port: number;
  /** Ends without failing a request: "not ready" at once, then no new connections, then the last answers. */
  stop(): Promise<void>;
}

/** Time kept at the end for the answers of requests that were told to stop waiting, ms. */
const LAST_WORDS_MS = 2_000;

/** Listens, with limits against clients that send slowly or never. */
export async function serve(app: RequestListener, options: ServeOptions): Promise<HttpService> {
  const server = createServer(
    {
      headersTimeout: options.headersMs ?? 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 1_000,
    },
    app,
  );
  if (options.upgrade) server.on('upgrade', options.upgrade);
  await listen(server, options);
  let stopping: Promise<void> | undefined;
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => (stopping ??= stop(server, options)),
  };
}

async function listen(server: Server, { port, host }: ServeOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host !== undefined && { host }) }, resolve);
  });
}

async function stop(server: Server, { readiness, closing, graceMs, drainMs, log }: ServeOptions): Promise<void> {
  readiness.drain();
  log.info({ graceMs, drainMs }, 'shutting down');
  await sleep(graceMs);
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const timers = [
    // A connection whose last answer promised to stay open would hold us until its client speaks again.
    setInterval(() => server.closeIdleConnections(), 100),
    setTimeout(() => closing.abort(), Math.max(0, drainMs - graceMs - LAST_WORDS_MS)),
    setTimeout(() => server.closeAllConnections(), Math.max(0, drainMs - graceMs)),
  ];
  await closed;
  for (const timer of timers) clearTimeout(timer);
}
