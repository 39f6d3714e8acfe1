import type { Response } from 'express';
import { FetchRefused } from '#domain/http/fetch-errors.ts';
import type { WebhookBatch } from '#domain/webhook/webhook-delivery.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { deedId } from '#api/middleware/idempotency.ts';
import { presentDelivery, presentEndpoint } from './present.ts';
import {
  changeEndpointSpec,
  createEndpointSpec,
  listDeliveriesSpec,
  listEndpointsSpec,
  readDeliverySpec,
  readEndpointSpec,
  removeEndpointSpec,
  replayDeadSpec,
  replayDeliverySpec,
  rotateSecretSpec,
  sendTestSpec,
} from './schema.ts';

/** Webhooks that a shop wants to have sent: where to, what became of them, again. */
export function webhookEndpointEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { book } = deps.webhooks;
  const of = async (query: { readonly tenant?: string | undefined }, response: Response): Promise<string> =>
    (await tenantFor(deps.records, callerOf(response), query.tenant)).id;
  return [
    defineEndpoint(listEndpointsSpec, async ({ query, response }) => {
      response.json({ endpoints: (await book.list(await of(query, response))).map(presentEndpoint) });
    }),
    defineEndpoint(createEndpointSpec, async ({ query, body, response }) => {
      checkAddress(deps, body.url);
      const { endpoint, secret } = await book.create(await of(query, response), deedId(response), body);
      response.status(201).json({ endpoint: presentEndpoint(endpoint), secret });
    }),
    defineEndpoint(readEndpointSpec, async ({ query, params, response }) => {
      response.json({ endpoint: presentEndpoint(await book.read(await of(query, response), params.id)) });
    }),
    defineEndpoint(changeEndpointSpec, async ({ query, params, body, response }) => {
      const { url, description, types, status } = body;
      if (url !== undefined) checkAddress(deps, url);
      const endpoint = await book.change(await of(query, response), params.id, {
        ...(url !== undefined && { url }),
        ...(description !== undefined && { description }),
        ...(types !== undefined && { types }),
        ...(status !== undefined && { status }),
      });
      response.json({ endpoint: presentEndpoint(endpoint) });
    }),
    defineEndpoint(removeEndpointSpec, async ({ query, params, response }) => {
      await book.remove(await of(query, response), params.id);
      response.status(204).end();
    }),
    defineEndpoint(rotateSecretSpec, async ({ query, params, response }) => {
      const { endpoint, secret } = await book.rotate(await of(query, response), params.id);
      response.json({ endpoint: presentEndpoint(endpoint), secret });
    }),
    ...deliveryEndpoints(deps, of),
  ];
}

type TenantOf = (query: { readonly tenant?: string | undefined }, response: Response) => Promise<string>;

function deliveryEndpoints(deps: ApiDeps, of: TenantOf): readonly Endpoint[] {
  const { book } = deps.webhooks;
  const accepted = async (response: Response, batch: (WebhookBatch & { readonly count?: number }) | null) => {
    // The rows are there: what can't be started now is started by the sweep.
    if (batch) await deps.webhooks.start(batch).catch(() => deps.log.warn('webhooks wait for Temporal'));
    response.status(202).json({ queued: batch === null ? 0 : (batch.count ?? 1) });
  };
  return [
    defineEndpoint(sendTestSpec, async ({ query, params, response }) => {
      await accepted(response, await book.sendTest(await of(query, response), params.id));
    }),
    defineEndpoint(listDeliveriesSpec, async ({ query, params, response }) => {
      const page = await book.deliveries(await of(query, response), params.id, query, pageRequest(query, 2));
      response.json({ deliveries: page.items.map(presentDelivery), next_cursor: cursorOf(page.next) });
    }),
    defineEndpoint(readDeliverySpec, async ({ query, params, response }) => {
      const found = await book.delivery(await of(query, response), params.id, params.delivery);
      const payload: unknown = JSON.parse(found.payload);
      response.json({ delivery: { ...presentDelivery(found), payload } });
    }),
    defineEndpoint(replayDeliverySpec, async ({ query, params, response }) => {
      await accepted(response, await book.replay(await of(query, response), params.id, params.delivery));
    }),
    defineEndpoint(replayDeadSpec, async ({ query, params, body, response }) => {
      await accepted(response, await book.replayDead(await of(query, response), params.id, body.since));
    }),
  ];
}

function checkAddress({ webhooks }: ApiDeps, url: string): void {
  try {
    webhooks.checkAddress(url);
  } catch (error) {
    if (error instanceof FetchRefused) throw new HttpProblem(422, 'ValidationFailed', `url: ${error.message}`);
    throw error;
  }
}
