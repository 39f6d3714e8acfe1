import { z } from 'zod';

const check = z.object({ ok: z.boolean(), detail: z.string().optional() });

export const liveSpec = {
  method: 'get',
  path: '/healthz',
  operationId: 'getLiveness',
  summary: 'The process runs',
  tag: 'Health',
  access: 'public',
  answers: [{ status: 200, description: 'It does', schema: z.object({ status: z.literal('ok') }) }],
} as const;

export const readySpec = {
  method: 'get',
  path: '/readyz',
  operationId: 'getReadiness',
  summary: 'Postgres and Temporal can be reached and a worker is polling',
  tag: 'Health',
  access: 'public',
  answers: [
    {
      status: 200,
      description: 'All of them',
      schema: z.object({ ready: z.literal(true), checks: z.record(z.string(), check) }),
    },
    { status: 503, description: 'Not all of them, or the process is shutting down' },
  ],
} as const;

export const metricsSpec = {
  method: 'get',
  path: '/metrics',
  operationId: 'getMetrics',
  summary: 'Figures of this process in Prometheus’ text format',
  tag: 'Health',
  access: 'public',
  answers: [
    { status: 200, description: 'Figures', contentType: 'text/plain' },
    { status: 401, description: 'METRICS_TOKEN is set and was not sent as a bearer token' },
    { status: 403, description: 'METRICS_TOKEN is not set and the caller is on no private network' },
  ],
} as const;
