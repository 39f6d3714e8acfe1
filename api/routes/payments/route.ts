import { Conflict, InvalidInput } from '#domain/errors.ts';
import { parsePhone } from '#domain/contact/phone.ts';
import { quantityMilliOf } from '#domain/order/quantity.ts';
import type { Announcement, Wanted } from '#domain/payment/payment-store.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { TenantRef } from '#api/records.ts';
import { presentPayment, presentRefund } from './present.ts';
import {
  cancelPaymentSpec,
  createPaymentSpec,
  listPaymentsSpec,
  qrSpec,
  readPaymentSpec,
  refundSpec,
  sendPaymentSpec,
} from './schema.ts';
import {
  callKeyOf,
  cancelPayment,
  createPayment,
  mustBeOpen,
  mustFind,
  refundPayment,
  wakePayment,
} from './service.ts';

/** Staff's side of payments: the same pages as the agent's, made, sent, closed and given back. */
export function paymentEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { payments, records } = deps;
  return [
    defineEndpoint(createPaymentSpec, async ({ query, body, request, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const conversationId = body.conversation_id ?? null;
      const payment = await createPayment(deps, tenant, {
        wanted: wantedOf(body),
        callKey: callKeyOf(request),
        conversationId,
      });
      response.status(201).json({ payment: presentPayment(payment) });
    }),
    defineEndpoint(listPaymentsSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { items, next } = await payments.store.list(tenant.id, query.status ?? null, pageRequest(query, 2));
      response.json({ payments: items.map(presentPayment), next_cursor: cursorOf(next) });
    }),
    defineEndpoint(readPaymentSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      response.json({ payment: presentPayment(await mustFind(deps, tenant, params.id)) });
    }),
    defineEndpoint(qrSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const { url } = await mustBeOpen(deps, tenant, params.id);
      const picture = await payments.qrCode(url, query.format);
      response.type(query.format === 'svg' ? 'image/svg+xml' : 'image/png');
      response.send(typeof picture === 'string' ? picture : Buffer.from(picture));
    }),
    defineEndpoint(sendPaymentSpec, async ({ query, params, body, request, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const payment = await mustBeOpen(deps, tenant, params.id);
      const key = callKeyOf(request);
      const to: Announcement =
        body.conversation_id === undefined
          ? { key, ...(await whatsAppOf(deps, tenant, body.whatsapp ?? '')) }
          : { key, conversationId: body.conversation_id };
      await payments.store.announce(tenant.id, payment.id, to, deps.clock());
      await wakePayment(deps, tenant, payment.id);
      response.status(202).json({ payment: presentPayment(payment) });
    }),
    defineEndpoint(cancelPaymentSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      response.json({ payment: presentPayment(await cancelPayment(deps, tenant, params.id)) });
    }),
    defineEndpoint(refundSpec, async ({ query, params, body, request, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const wish = { paymentId: params.id, amountMinor: body.amount_minor ?? null, callKey: callKeyOf(request) };
      response.status(201).json({ refund: presentRefund(await refundPayment(deps, tenant, wish)) });
    }),
  ];
}

function wantedOf(body: {
  readonly order?: number | undefined;
  readonly booking?: number | undefined;
  readonly item?: { readonly product: string; readonly quantity: number } | undefined;
  readonly plan?: string | undefined;
}): Wanted {
  if (body.order !== undefined) return { kind: 'order', number: body.order };
  if (body.booking !== undefined) return { kind: 'booking', number: body.booking };
  if (body.item === undefined) return { kind: 'plan', code: body.plan ?? '' };
  const quantityMilli = quantityMilliOf(body.item.quantity);
  if (quantityMilli === undefined) throw new InvalidInput('item.quantity: expected at most three decimals');
  return { kind: 'item', product: body.item.product, quantityMilli };
}

/** The shop's own WhatsApp, or WhatsApp through Twilio: the conversation with that number sends the address. */
async function whatsAppOf(deps: ApiDeps, tenant: TenantRef, said: string) {
  const number = parsePhone(said);
  if (number === undefined) throw new InvalidInput('whatsapp: expected an international number, like +6281234567890');
  const own = await deps.connections.find(tenant.slug, 'whatsapp');
  if (own !== undefined) {
    const recipient = number.slice(1);
    return { address: deps.gateway.addressOf(own, recipient), recipient };
  }
  const twilio = await deps.connections.find(tenant.slug, 'twilio');
  if (twilio === undefined) {
    throw new Conflict(
      'this shop has no WhatsApp connected; connect the channel whatsapp or twilio first (POST /v1/channels)',
    );
  }
  const recipient = `whatsapp:${number}`;
  return { address: deps.gateway.addressOf(twilio, recipient), recipient };
}
