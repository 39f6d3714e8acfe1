import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { channelManagement } from './manage.ts';
import { presentChannel, webhookUrl } from './present.ts';
import { registerWebhook } from './register-webhook.ts';
import { connectSpec, listSpec } from './schema.ts';

export function channelEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { records, channels, settings } = deps;
  return [
    defineEndpoint(connectSpec, async ({ query, body, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const module = channels.find(body.channel);
      if (module === undefined) {
        throw new HttpProblem(
          422,
          'ValidationFailed',
          `channel: this build speaks ${channels.names.join(', ')}, not ${body.channel}`,
        );
      }
      const credentials = module.credentials.parse(body.credentials);
      const url = webhookUrl(tenant, module, settings.publicUrl);
      const register = async () => url !== null && (await registerWebhook(deps, module, credentials, url));
      // A provider with a handshake calls us while it is told the address, so the account must be known by then.
      const shakesHands = module.webhook?.challenge !== undefined;
      const before = shakesHands ? false : await register();
      const saved = await records.saveChannel(
        tenant,
        body.channel,
        credentials,
        module.accountIds?.(credentials) ?? [],
      );
      deps.connections.forget(tenant.slug);
      const registered = shakesHands ? await register() : before;
      response
        .status(201)
        .json({ ...presentChannel(saved, tenant, module, settings.publicUrl), webhook_registered: registered });
    }),
    defineEndpoint(listSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const found = await records.listChannels(tenant);
      response.json({
        channels: found.map((one) => presentChannel(one, tenant, channels.find(one.channel), settings.publicUrl)),
      });
    }),
    ...channelManagement(deps),
  ];
}
