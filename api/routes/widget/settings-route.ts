import type { WidgetSettings } from '#domain/widget/settings.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tenantFor, unknownTenant } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { readSettingsSpec, saveSettingsSpec } from './settings-schema.ts';
import type { WidgetBody } from './settings-schema.ts';

/** How a shop's chat looks and where it may stand, for its owner. */
export function widgetSettingsEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(readSettingsSpec, async ({ query, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      const connection = await deps.records.findConnection(tenant.slug, 'web');
      if (connection === undefined) throw unknownTenant(tenant.slug);
      response.json(toBody(connection.widget ?? { origins: [] }));
    }),
    defineEndpoint(saveSettingsSpec, async ({ query, body, response }) => {
      const tenant = await tenantFor(deps.records, callerOf(response), query.tenant);
      await deps.widget.save(tenant.id, toSettings(body));
      deps.connections.forget(tenant.slug);
      response.json(body);
    }),
  ];
}

function toBody({ logoUrl, starters, origins, ...rest }: WidgetSettings): WidgetBody {
  return {
    ...rest,
    origins: [...origins],
    ...(logoUrl !== undefined && { logo_url: logoUrl }),
    ...(starters !== undefined && { starters: [...starters] }),
  };
}

function toSettings({
  origins,
  title,
  greeting,
  accent,
  position,
  language,
  logo_url,
  starters,
}: WidgetBody): WidgetSettings {
  return {
    origins,
    ...(title !== undefined && { title }),
    ...(greeting !== undefined && { greeting }),
    ...(accent !== undefined && { accent }),
    ...(position !== undefined && { position }),
    ...(language !== undefined && { language }),
    ...(logo_url !== undefined && { logoUrl: logo_url }),
    ...(starters !== undefined && { starters }),
  };
}
