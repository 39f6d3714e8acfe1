import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { metricsAccess } from '#api/middleware/metrics-access.ts';
import { liveSpec, metricsSpec, readySpec } from './schema.ts';

export function healthEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(liveSpec, ({ response }) => {
      response.json({ status: 'ok' });
    }),
    defineEndpoint(readySpec, async ({ response }) => {
      const report = await deps.readiness.report();
      response
        .status(report.ready ? 200 : 503)
        .set('Cache-Control', 'no-store')
        .json(report);
    }),
    defineEndpoint(
      metricsSpec,
      async ({ response }) => {
        const { registry } = deps.metrics;
        response
          .set({ 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' })
          .send(await registry.metrics());
      },
      { before: [metricsAccess(deps.settings)] },
    ),
  ];
}
