import { setFlagsFromString } from 'node:v8';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { LogLevel } from '@temporalio/worker';
import type { Logger } from 'pino';
import { isExpectedWarning } from './is-expected-warning.ts';

const PINO_LEVEL = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

export interface RuntimeSettings {
  readonly log: Logger;
  /** Where to serve Prometheus metrics of the SDK (slots, pollers, cache, latencies). */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
}

/** Sends the SDK's log lines into ours and opens its metrics; once a process, before the first connection. */
export function installRuntime({ log, metrics }: RuntimeSettings): void {
  // The SDK takes a stack trace of every promise a workflow makes, for the Web UI's "Call stack" tab: half of the CPU
  // of our workflow threads. Threads and contexts made from here on take none; this one keeps its own limit.
  setFlagsFromString('--stack-trace-limit=0');
  Runtime.install({
    logger: new DefaultLogger(sdkLevel(log), ({ level, message, meta }) => {
      log[isExpectedWarning(message) ? 'debug' : PINO_LEVEL[level]](withoutError(meta), message);
    }),
    ...(metrics !== undefined && {
      telemetryOptions: { metrics: { prometheus: { bindAddress: bindAddress(metrics) } } },
    }),
    shutdownSignals: [],
  });
}

/** An IPv6 address stands in brackets before a port. */
function bindAddress({ host, port }: { readonly host: string; readonly port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function sdkLevel(log: Logger): LogLevel {
  if (log.isLevelEnabled('debug')) return 'DEBUG';
  if (log.isLevelEnabled('info')) return 'INFO';
  return log.isLevelEnabled('warn') ? 'WARN' : 'ERROR';
}

/** Failures are logged by name and type: their messages may hold words of a customer or a provider. */
function withoutError(meta: Record<string | symbol, unknown> | undefined): Record<string, unknown> {
  const { error, ...rest } = meta ?? {};
  if (!(error instanceof Error)) return rest;
  const type = 'type' in error && typeof error.type === 'string' ? error.type : undefined;
  return { ...rest, error: error.name, ...(type !== undefined && { type }) };
}
