import type { Request, Response } from 'express';
import type {
  ChannelModule,
  ChannelWebhook,
  ParsedWebhook,
  WebhookAnswer,
  WebhookRequest,
} from '#domain/channel-port.ts';
import { InvalidInput, NotFound } from '#domain/errors.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { rawBytes } from '#api/http/mount.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { unknownTenant } from '#api/http/tenant.ts';
import type { StoredConnection } from '#api/records.ts';
import { acceptShare } from '#api/webhooks/accept-share.ts';
import { createLastInbound } from '#api/webhooks/last-inbound.ts';
import { findAddressee, sortDelivery } from '#api/webhooks/sort-delivery.ts';
import { challengeSpec, deliverySpec } from './schema.ts';

/** Where providers call us. Nothing is stored or started before the delivery has proved where it comes from. */
export function webhookEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const noteInbound = createLastInbound(deps);
  return [
    defineEndpoint(challengeSpec, async ({ params, request, response }) => {
      const { webhook, connection } = await findWebhook(deps, params.channel, params.tenant);
      const answer = webhook.challenge?.(toWebhookRequest(deps, request), connection.credentials);
      if (webhook.challenge === undefined)
        throw new HttpProblem(405, 'MethodNotAllowed', 'This channel has no GET handshake.', {
          headers: { Allow: 'POST' },
        });
      if (answer === undefined) throw new HttpProblem(403, 'ChallengeRefused', 'The verify token does not match.');
      sendAnswer(response, answer);
    }),
    defineEndpoint(
      deliverySpec,
      async ({ params, request, response }) => {
        const delivery = toWebhookRequest(deps, request);
        const { webhook, connection } = await findWebhook(deps, params.channel, params.tenant, delivery);
        const verdict = webhook.verify(delivery, connection.credentials);
        if (!verdict.ok) throw new HttpProblem(401, 'SignatureRefused', verdict.reason);
        const parsed = read(webhook, delivery, connection, deps.clock());
        countIgnored(deps, connection, parsed);
        const shares = await sortDelivery(deps, { connection, webhook, request: delivery }, parsed);
        for (const share of shares) await acceptShare(deps, share);
        for (const share of shares) noteInbound(share.connection);
        sendAnswer(response, parsed.answer ?? { status: 200, contentType: 'text/plain', body: '' });
      },
      { before: [rawBytes] },
    ),
  ];
}

async function findWebhook(
  deps: ApiDeps,
  channel: string,
  tenantSlug: string,
  delivery?: WebhookRequest,
): Promise<{ webhook: ChannelWebhook; connection: StoredConnection }> {
  const module: ChannelModule | undefined = deps.channels.find(channel);
  if (module?.webhook === undefined) throw new NotFound(`there is no webhook channel "${channel}"`);
  const connection =
    (await deps.connections.find(tenantSlug, module.channel)) ??
    (delivery && (await findOtherwise(deps, module.webhook, delivery, tenantSlug)));
  if (connection === undefined) throw unknownTenant(tenantSlug);
  return { webhook: module.webhook, connection };
}

/** Somebody else's account, which the delivery itself names and whose secret it carries, at the address of one who left. */
async function findOtherwise(
  deps: ApiDeps,
  webhook: ChannelWebhook,
  delivery: WebhookRequest,
  tenantSlug: string,
): Promise<StoredConnection | undefined> {
  if ((await deps.records.findTenant(tenantSlug)) === undefined) return undefined;
  try {
    const parsed = webhook.parse(delivery, { credentials: {}, receivedAt: deps.clock() });
    return await findAddressee(deps, webhook, delivery, parsed);
  } catch (error) {
    if (error instanceof InvalidInput) return undefined;
    throw error;
  }
}

function read(
  webhook: ChannelWebhook,
  delivery: WebhookRequest,
  connection: StoredConnection,
  receivedAt: Date,
): ParsedWebhook {
  try {
    return webhook.parse(delivery, { credentials: connection.credentials, receivedAt });
  } catch (error) {
    if (error instanceof InvalidInput) throw new HttpProblem(400, 'MalformedBody', error.message, { cause: error });
    throw error;
  }
}

function countIgnored(deps: ApiDeps, connection: StoredConnection, parsed: ParsedWebhook): void {
  for (const [reason, count] of Object.entries(parsed.ignored)) {
    deps.metrics.ignored.inc({ channel: connection.channel, reason: knownReason(reason) }, count);
  }
}

/** Reasons may repeat a provider's field name; as a label it must stay short and plain. */
function knownReason(reason: string): string {
  return /^[a-z_]{1,40}$/.test(reason) ? reason : 'other';
}

function toWebhookRequest(deps: ApiDeps, request: Request): WebhookRequest {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const url = new URL(request.originalUrl, 'http://ours');
  return {
    method: request.method === 'GET' ? 'GET' : 'POST',
    // As it was written: a signature over the address does not survive another spelling of it.
    url: `${deps.settings.publicUrl}${request.originalUrl}`,
    query: Object.fromEntries(url.searchParams),
    headers,
    rawBody: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
  };
}

function sendAnswer(response: Response, answer: WebhookAnswer): void {
  response.status(answer.status).type(answer.contentType).send(answer.body);
}
