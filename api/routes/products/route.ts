import type { Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { cursorOf, pageRequest } from '#api/http/page.ts';
import { tenantFor } from '#api/http/tenant.ts';
import { callerOf } from '#api/middleware/authenticate.ts';
import type { TenantRef } from '#api/records.ts';
import { importTable, takeTable } from './import-table.ts';
import { presentProductRecord } from './present.ts';
import { readChanges, readProduct, readVariant, readWhole } from './read-input.ts';
import {
  addVariantSpec,
  createProductSpec,
  importSpec,
  listProductsSpec,
  patchProductSpec,
  putProductSpec,
  readProductSpec,
  removeProductSpec,
} from './schema.ts';
import { wakeSearch } from './wake.ts';

/** What a shop sells, for staff. */
export function productEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { products, records } = deps;
  const of = (query: { readonly tenant?: string | undefined }, response: Response): Promise<TenantRef> =>
    tenantFor(records, callerOf(response), query.tenant);
  return [
    // Before the addresses with an id, which would take it for one.
    defineEndpoint(
      importSpec,
      async ({ query, request, response }) => {
        const tenant = await of(query, response);
        await importTable(products, tenant, query.mode, request, response);
        wakeSearch(deps, tenant);
      },
      { before: [takeTable] },
    ),
    defineEndpoint(listProductsSpec, async ({ query, response }) => {
      const { q, tag, sku, available, source, variant_of: variantOf, limit } = query;
      const tenant = await of(query, response);
      const filter = {
        ...(tag !== undefined && { tag }),
        ...(sku !== undefined && { sku }),
        ...(available !== undefined && { available }),
        ...(source !== undefined && { source }),
        ...(variantOf !== undefined && { variantOf }),
      };
      const { items, next } =
        q === undefined
          ? await products.list(tenant.id, filter, pageRequest(query, 2))
          : { items: await products.search(tenant.id, q, limit), next: null };
      response.json({ products: items.map(presentProductRecord), next_cursor: cursorOf(next) });
    }),
    defineEndpoint(readProductSpec, async ({ query, params, response }) => {
      const tenant = await of(query, response);
      response.json({ product: presentProductRecord(await products.read(tenant.id, params.id)) });
    }),
    defineEndpoint(createProductSpec, async ({ query, body, response }) => {
      const tenant = await of(query, response);
      const given = readProduct(body, await products.currencyOf(tenant.id));
      const [product, ...variants] = await products.create(tenant.id, given.product, given.variants);
      if (product === undefined) throw new Error('a product was not returned by its own insert');
      wakeSearch(deps, tenant);
      response
        .status(201)
        .json({ product: presentProductRecord(product), variants: variants.map(presentProductRecord) });
    }),
    defineEndpoint(addVariantSpec, async ({ query, params, body, response }) => {
      const tenant = await of(query, response);
      const [parent, currency] = await Promise.all([
        products.read(tenant.id, params.id),
        products.currencyOf(tenant.id),
      ]);
      const variant = await products.addVariant(tenant.id, params.id, readVariant(parent, body, currency));
      wakeSearch(deps, tenant);
      response.status(201).json({ product: presentProductRecord(variant) });
    }),
    defineEndpoint(patchProductSpec, async ({ query, params, body, response }) => {
      const tenant = await of(query, response);
      const changes = readChanges(body, await products.currencyOf(tenant.id));
      const product = await products.update(tenant.id, params.id, changes);
      wakeSearch(deps, tenant);
      response.json({ product: presentProductRecord(product) });
    }),
    defineEndpoint(putProductSpec, async ({ query, params, body, response }) => {
      const tenant = await of(query, response);
      const whole = readWhole(body, await products.currencyOf(tenant.id));
      const product = await products.update(tenant.id, params.id, whole);
      wakeSearch(deps, tenant);
      response.json({ product: presentProductRecord(product) });
    }),
    defineEndpoint(removeProductSpec, async ({ query, params, response }) => {
      const tenant = await of(query, response);
      await products.remove(tenant.id, params.id);
      response.status(204).end();
    }),
  ];
}
