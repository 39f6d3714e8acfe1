import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tagAnswer, versionsSeen } from '#api/http/etag.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import { wakePayment } from '#api/routes/payments/service.ts';
import { presentOrder } from './present.ts';
import { changeOrderSpec, ordersSpec, readOrderSpec } from './schema.ts';

export function orderEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { orders, records } = deps;
  return [
    defineEndpoint(ordersSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { status, contact, conversation, from, to, product, q } = query;
      const filter = { status, contact, conversation, from, to, product, q };
      const page = await orders.list(tenant.id, filter, pageRequest(query, 1));
      response.json({ orders: page.items.map(presentOrder), next_cursor: cursorOf(page.next) });
    }),
    defineEndpoint(readOrderSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { order, version } = await orders.read(tenant.id, params.id);
      tagAnswer(response, version);
      response.json({ order: presentOrder(order) });
    }),
    defineEndpoint(changeOrderSpec, async ({ query, params, body, request, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { status, notes, delivery_address: deliveryAddress } = body;
      const changes = { status, notes, deliveryAddress };
      const { order, version, openPayment } = await orders.change(
        tenant.id,
        params.id,
        changes,
        versionsSeen(request.get('if-match')),
      );
      // Its payment page is closed at once; with Temporal away, when the sweep comes by.
      if (openPayment !== null) await wakePayment(deps, tenant, openPayment);
      tagAnswer(response, version);
      response.json({ order: presentOrder(order) });
    }),
  ];
}
