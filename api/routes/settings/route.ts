import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tagAnswer, versionsSeen } from '#api/http/etag.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { SettingsChanges } from '#domain/tenant/settings-sections.ts';
import { changeSettingsSpec, readSettingsSpec } from './schema.ts';

export function settingsEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { connections, records, settingsBook } = deps;
  return [
    defineEndpoint(readSettingsSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { settings, version } = await settingsBook.read(tenant.id);
      tagAnswer(response, version);
      response.json({ settings });
    }),
    defineEndpoint(changeSettingsSpec, async ({ query, body, request, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const seen = versionsSeen(request.get('if-match'));
      const { settings, version } = await settingsBook.change(tenant.id, body as SettingsChanges, seen);
      // New conversations start with what is known here.
      connections.forget(tenant.slug);
      tagAnswer(response, version);
      response.json({ settings });
    }),
  ];
}
