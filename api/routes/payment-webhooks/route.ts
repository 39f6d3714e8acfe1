import type { Request } from 'express';
import { InvalidInput, NotConfigured } from '#domain/errors.ts';
import type { ProviderEvent } from '#domain/payment/provider-event.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { rawBytes } from '#api/http/mount.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { unknownTenant } from '#api/http/tenant.ts';
import type { TenantRef } from '#api/records.ts';
import { wakePayment } from '#api/routes/payments/service.ts';
import { donePageSpec, platformEventSpec, tenantEventSpec } from './schema.ts';

const WORDS: Readonly<Record<string, string>> = {
  success: 'Thank you! Your payment is being confirmed. You can close this page and return to the chat.',
  cancelled: 'Nothing was charged. You can close this page and return to the chat; the link still works.',
  onboarding: 'Thank you! You can close this page.',
  expired: 'This link has been used or has expired. Ask for a new one.',
};

/** Where the payment provider calls us. Nothing is read before the signature over the raw bytes has been checked. */
export function paymentWebhookEndpoints(deps: ApiDeps): readonly Endpoint[] {
  return [
    defineEndpoint(
      tenantEventSpec,
      async ({ params, request, response }) => {
        const event = readEvent(deps, request);
        const tenant = await deps.records.findTenant(params.tenant);
        if (tenant === undefined) throw unknownTenant(params.tenant);
        await take(deps, tenant, event);
        response.json({ received: true });
      },
      { before: [rawBytes] },
    ),
    defineEndpoint(
      platformEventSpec,
      async ({ request, response }) => {
        const event = readEvent(deps, request);
        const tenant = await ownerOf(deps, event);
        // Nobody's here: the provider's account may serve other systems too.
        if (tenant === undefined)
          deps.log.info({ type: event.eventType }, 'an event of the payment provider is nobody’s');
        else await take(deps, tenant, event);
        response.json({ received: true });
      },
      { before: [rawBytes] },
    ),
    defineEndpoint(donePageSpec, ({ query, response }) => {
      const words = Object.hasOwn(WORDS, query.result ?? '') ? WORDS[query.result ?? ''] : undefined;
      response.type('text/plain').send(words ?? 'You can close this page and return to the chat.');
    }),
  ];
}

function readEvent(deps: ApiDeps, request: Request): ProviderEvent {
  if (deps.payments.readEvent === undefined)
    throw new NotConfigured('payments are off: STRIPE_WEBHOOK_SECRET is not set');
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  try {
    const read = deps.payments.readEvent(body, request.get('stripe-signature'), deps.clock());
    if ('refusal' in read) throw new HttpProblem(401, 'SignatureRefused', read.refusal);
    return read;
  } catch (error) {
    if (error instanceof InvalidInput) throw new HttpProblem(400, 'MalformedBody', error.message, { cause: error });
    throw error;
  }
}

async function ownerOf(deps: ApiDeps, event: ProviderEvent): Promise<TenantRef | undefined> {
  if (event.connectedAccount !== null) return deps.payments.tenantOfAccount(event.connectedAccount);
  return event.tenantId === null ? undefined : deps.payments.tenantById(event.tenantId);
}

/** Committed before the 200; the conversation hears of it from the payment's clock. */
async function take(deps: ApiDeps, tenant: TenantRef, event: ProviderEvent): Promise<void> {
  const taken = await deps.payments.store.takeEvent(tenant.id, event);
  if (taken.effect === 'unmatched' || taken.effect === 'mismatch') {
    deps.log.warn(
      { event: event.eventId, type: event.eventType, effect: taken.effect },
      'an event fits no payment of ours',
    );
  }
  // Also of a repeated one: what an earlier delivery left untold is told now.
  if (taken.paymentId !== null && taken.effect !== 'ignored') await wakePayment(deps, tenant, taken.paymentId);
}
