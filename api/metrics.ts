import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** The API process's own figures, scraped at `/metrics`. */
export interface ApiMetrics {
  readonly registry: Registry;
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
  /** Messages by what became of them: `temporal`, `spool`, `refused`; `dead_letter` for a kept one that was given up. */
  readonly inbound: Counter<'channel' | 'outcome'>;
  readonly ignored: Counter<'channel' | 'reason'>;
  readonly spooled: Gauge;
  readonly live: Gauge;
}

export function createApiMetrics(): ApiMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'colloquy_api_' });
  const registers = [registry];
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'colloquy_http_request_seconds',
      help: 'Time from request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    inbound: new Counter({
      name: 'colloquy_inbound_messages_total',
      help: 'Customer messages by channel and what became of them',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    ignored: new Counter({
      name: 'colloquy_inbound_ignored_total',
      help: 'Parts of deliveries that need no answer, by reason',
      labelNames: ['channel', 'reason'],
      registers,
    }),
    spooled: new Gauge({
      name: 'colloquy_spooled_messages',
      help: 'Messages kept in Postgres while Temporal is away',
      registers,
    }),
    live: new Gauge({
      name: 'colloquy_live_connections',
      help: 'Sockets and event streams of staff that are open',
      registers,
    }),
  };
}
