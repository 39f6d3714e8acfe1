import type { ChannelCredentials, ChannelModule } from '#domain/channel-port.ts';
import type { Channel } from '#domain/channel.ts';
import { ChannelRefused, Conflict, DomainError, NotConfigured, NotFound } from '#domain/errors.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { StoredConnection, TenantRef } from '#api/records.ts';
import { presentChannel, presentReport, webhookUrl } from './present.ts';
import { registerWebhook } from './register-webhook.ts';
import { disconnectSpec, registerSpec, rotateSpec, testSpec } from './schema.ts';

/** What is done with an account that is connected already. */
export function channelManagement(deps: ApiDeps): readonly Endpoint[] {
  const { records, settings } = deps;
  return [
    defineEndpoint(testSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { module, connection } = await connected(deps, tenant, params.channel);
      response.json(presentReport(params.channel, await examine(deps, module, connection)));
    }),
    defineEndpoint(rotateSpec, async ({ query, params, body, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { module, connection } = await connected(deps, tenant, params.channel);
      const credentials = module.credentials.parse(rotated(connection.credentials, body.credentials));
      const ids = module.accountIds?.(credentials) ?? [];
      const saved = await records.saveChannel(tenant, params.channel, credentials, ids);
      deps.connections.forget(tenant.slug);
      response.json(presentChannel(saved, tenant, module, settings.publicUrl));
    }),
    defineEndpoint(registerSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { module, connection } = await connected(deps, tenant, params.channel);
      const url = webhookUrl(tenant, module, settings.publicUrl);
      if (url === null || !(await registerWebhook(deps, module, connection.credentials, url))) {
        throw new Conflict('the provider could not be told: enter the webhook address in its console, or see the logs');
      }
      response.json({ webhook_url: url });
    }),
    defineEndpoint(disconnectSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { module, connection } = await connected(deps, tenant, params.channel);
      if (module.webhook === undefined) throw new Conflict(`channel ${params.channel} is always there`);
      await quietly(deps, params.channel, () => module.unregister?.(connection.credentials));
      await records.channelBook.disconnect(tenant.id, params.channel);
      deps.connections.forget(tenant.slug);
      response.status(204).end();
    }),
  ];
}

async function connected(
  deps: ApiDeps,
  tenant: TenantRef,
  channel: Channel,
): Promise<{ readonly module: ChannelModule; readonly connection: StoredConnection }> {
  const module = deps.channels.find(channel);
  const connection = module && (await deps.records.findConnection(tenant.slug, channel));
  if (module === undefined || connection === undefined) throw new NotFound(`${channel} is not connected`);
  return { module, connection };
}

/** Asks the provider, and writes down how the connection fares. */
async function examine(deps: ApiDeps, module: ChannelModule, connection: StoredConnection) {
  const { tenant, channelId, credentials } = connection;
  const url = webhookUrl(tenant, module, deps.settings.publicUrl);
  if (module.examine === undefined || url === null) {
    throw new NotConfigured(`channel ${module.channel} has no provider that could be asked`);
  }
  const note = (error: string | null, tokenExpiresAt: string | null, refused: boolean) =>
    deps.records.channelBook.noteExamination(tenant.id, channelId, { error, tokenExpiresAt, refused });
  try {
    const report = await module.examine(credentials, url);
    await note(report.problems[0] ?? null, report.tokenExpiresAt, false);
    return report;
  } catch (error) {
    if (error instanceof ChannelRefused) {
      await note(error.message, null, error.reason === 'auth');
      return { account: '', webhook: null, tokenExpiresAt: null, problems: [error.message] };
    }
    if (error instanceof DomainError) throw new NotConfigured(`${module.channel}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** A signing secret that is replaced stays valid for what was signed before. */
const SIGNING: Readonly<Record<string, string>> = {
  app_secret: 'app_secret_previous',
  auth_token: 'auth_token_previous',
};

function rotated(before: ChannelCredentials, given: ChannelCredentials): ChannelCredentials {
  const kept = Object.entries(SIGNING).flatMap(([name, previous]) => {
    const old = before[name];
    const isNew = given[name] !== undefined && given[name] !== old && given[previous] === undefined;
    return isNew && old !== undefined ? [[previous, old] as const] : [];
  });
  return { ...before, ...Object.fromEntries(kept), ...given };
}

async function quietly(deps: ApiDeps, channel: string, work: () => Promise<void> | undefined): Promise<void> {
  try {
    await work();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.warn({ channel, error: name }, 'the provider could not be asked to stop calling us');
  }
}
