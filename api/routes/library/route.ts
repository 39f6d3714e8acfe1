import type { NewPromo, NewTestimony } from '#domain/promo/library.ts';
import type { Promo, StoredTestimony } from '#domain/promo/promo.ts';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import {
  addPromoSpec,
  addTestimonySpec,
  changePromoSpec,
  changeTestimonySpec,
  listPromosSpec,
  listTestimoniesSpec,
  removePromoSpec,
  removeTestimonySpec,
} from './schema.ts';
import type { PromoBody, PromoView, TestimonyBody, TestimonyView } from './schema.ts';

/** Customers' words and offers, as the agent shows them from its next reply on. */
export function libraryEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { records } = deps;
  const { testimonies, promos } = deps.library;
  return [
    defineEndpoint(listTestimoniesSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      response.json({ testimonies: (await testimonies.list(tenant.id)).map(presentTestimony) });
    }),
    defineEndpoint(addTestimonySpec, async ({ query, body, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      response.status(201).json({ testimony: presentTestimony(await testimonies.add(tenant.id, toTestimony(body))) });
    }),
    defineEndpoint(changeTestimonySpec, async ({ query, params, body, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const changed = await testimonies.change(tenant.id, params.id, toTestimony(body));
      response.json({ testimony: presentTestimony(changed) });
    }),
    defineEndpoint(removeTestimonySpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      await testimonies.remove(tenant.id, params.id);
      response.status(204).end();
    }),
    defineEndpoint(listPromosSpec, async ({ query, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      const [found, currency] = await Promise.all([promos.list(tenant.id), deps.products.currencyOf(tenant.id)]);
      response.json({ promos: found.map(presentPromo), currency });
    }),
    defineEndpoint(addPromoSpec, async ({ query, body, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      response.status(201).json({ promo: presentPromo(await promos.add(tenant.id, toPromo(body))) });
    }),
    defineEndpoint(changePromoSpec, async ({ query, params, body, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      response.json({ promo: presentPromo(await promos.change(tenant.id, params.id, toPromo(body))) });
    }),
    defineEndpoint(removePromoSpec, async ({ query, params, response }) => {
      const tenant = await tenantFor(records, callerOf(response), query.tenant);
      await promos.remove(tenant.id, params.id);
      response.status(204).end();
    }),
  ];
}

function toTestimony(body: TestimonyBody): NewTestimony {
  const { image_url: imageUrl, valid_from: validFrom, valid_until: validUntil, ...rest } = body;
  return { ...rest, imageUrl, validFrom, validUntil };
}

function toPromo(body: PromoBody): NewPromo {
  return {
    code: body.code,
    text: body.text,
    imageUrl: body.image_url,
    discount:
      body.percent !== null
        ? { kind: 'percent', percentBp: Math.round(body.percent * 100) }
        : body.amount_minor === null
          ? null
          : { kind: 'fixed', amountMinor: body.amount_minor },
    minOrderMinor: body.min_order_minor,
    validFrom: body.valid_from,
    validUntil: body.valid_until,
    usageLimit: body.usage_limit,
    customerLimit: body.customer_limit,
  };
}

function presentTestimony(testimony: StoredTestimony): TestimonyView {
  const { imageUrl, validFrom, validUntil, ...rest } = testimony;
  return { ...rest, image_url: imageUrl, valid_from: validFrom, valid_until: validUntil };
}

function presentPromo(promo: Promo): PromoView {
  return {
    id: promo.id,
    code: promo.code,
    text: promo.text,
    image_url: promo.imageUrl,
    percent: promo.discount?.kind === 'percent' ? promo.discount.percentBp / 100 : null,
    amount_minor: promo.discount?.kind === 'fixed' ? promo.discount.amountMinor : null,
    min_order_minor: promo.minOrderMinor,
    valid_from: promo.validFrom,
    valid_until: promo.validUntil,
    usage_limit: promo.usageLimit,
    customer_limit: promo.customerLimit,
    uses: promo.uses,
  };
}
