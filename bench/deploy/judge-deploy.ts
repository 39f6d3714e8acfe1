import type { Bar, Outcome } from '#bench/benches/outcome.ts';
import { percentile } from '#bench/measure/stats.ts';
import type { Departure } from './roll.ts';
import type { SteadyLoad } from './steady-load.ts';

/** What one deploy under load left behind. */
export interface DeployEvidence {
  readonly load: SteadyLoad;
  readonly departures: readonly Departure[];
  /** Codes with which the dashboards' sockets were closed. */
  readonly closes: readonly number[];
  /** Messages of customers by chat: sent, acknowledged, on record; replies they got. */
  readonly chats: readonly {
    readonly sent: number;
    readonly acknowledged: number;
    readonly recorded: number;
    readonly replies: number;
  }[];
  readonly perSecond: number;
}

const GOING_AWAY = 1001;
const NOT_READY_MS = 1_000;
const EXIT_MS = 30_000;

export function judgeDeploy({ load, departures, closes, chats, perSecond }: DeployEvidence): Outcome {
  const { latencies, tookMs, failures } = load;
  const failed = [...failures.values()].reduce((sum, count) => sum + count, 0);
  const rough = closes.filter((code) => code !== GOING_AWAY).length;
  const lost = chats.filter(({ acknowledged, recorded }) => recorded < acknowledged).length;
  const doubled = chats.filter(({ sent, recorded }) => recorded > sent).length;
  const silent = chats.filter(({ acknowledged, replies }) => acknowledged > 0 && replies === 0).length;
  const unclean = departures.filter(({ exitCode }) => exitCode !== 0).map(({ name }) => name);
  const apis = departures.filter(({ isApi }) => isApi);
  const notReady = Math.max(...apis.map(({ notReadyMs }) => notReadyMs));
  const bar = (name: string, value: number, limit: number, unit = ''): Bar => ({
    name,
    value,
    limit,
    direction: '<=',
    unit,
  });
  return {
    tables: [
      {
        title: `A deploy under ${perSecond} requests a second: both API processes and the worker replaced`,
        columns: [
          'requests',
          'a second',
          'failed',
          'p50 ms',
          'p95 ms',
          'p99 ms',
          'most ms',
          'sockets closed 1001',
          'otherwise',
        ],
        rows: [
          [
            latencies.length,
            (latencies.length * 1_000) / tookMs,
            failed,
            ...[0.5, 0.95, 0.99, 1].map((share) => percentile(latencies, share)),
            closes.length - rough,
            rough,
          ],
        ],
      },
      {
        title: 'How each went, ms from SIGTERM',
        columns: ['process', '/readyz 503', 'gone', 'exit code'],
        rows: departures.map(({ name, isApi, notReadyMs, exitMs, exitCode }) => [
          name,
          isApi ? notReadyMs : '–',
          exitMs,
          exitCode ?? 'killed',
        ]),
      },
    ],
    bars: [
      bar('requests failed', failed, 0),
      bar('SIGTERM to /readyz 503', notReady, NOT_READY_MS, ' ms'),
      bar('SIGTERM to the end', Math.max(...departures.map(({ exitMs }) => exitMs)), EXIT_MS, ' ms'),
      bar('sockets closed otherwise than 1001', rough, 0),
    ],
    violations: [
      ...[...failures].map(([what, count]) => `${count} × ${what}`),
      ...(unclean.length > 0 ? [`ended otherwise than with 0: ${unclean.join(', ')}`] : []),
      ...(Number.isNaN(notReady) ? ['an API process never said that it was not ready'] : []),
      ...(rough > 0 ? [`${rough} sockets were cut instead of closed with ${GOING_AWAY}`] : []),
      ...(closes.length === 0 ? ['no socket was closed: nobody listened'] : []),
      ...(lost > 0 ? [`of ${lost} customers acknowledged messages are missing`] : []),
      ...(doubled > 0 ? [`of ${doubled} customers more is on record than they wrote`] : []),
      ...(silent > 0 ? [`${silent} customers got no reply`] : []),
    ],
    kept: 'No request failed, and every acknowledged message is on record once and answered.',
    data: { requests: latencies.length, failed, departures, closes: closes.length, customers: chats.length },
  };
}
