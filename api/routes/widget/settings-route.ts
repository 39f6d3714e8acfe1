import { NO_WIDGET } from '#domain/widget/settings.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tenantFor, unknownTenant } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { readSettingsSpec, saveSettingsSpec } from './settings-schema.ts';
import { toWidgetBody, toWidgetSettings } from './settings-shape.ts';

/** How a shop's chat looks and where it may stand, for its owner. */
export function widgetSettingsEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(readSettingsSpec, async ({ query, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      const connection = await deps.records.findConnection(tenant.slug, 'web');
      if (connection === undefined) throw unknownTenant(tenant.slug);
      response.json(toWidgetBody(connection.widget ?? NO_WIDGET));
    }),
    defineEndpoint(saveSettingsSpec, async ({ query, body, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      await deps.widget.save(tenant.id, toWidgetSettings(body));
      deps.connections.forget(tenant.slug);
      response.json(body);
    }),
  ];
}
