import { z } from 'zod';
import { nextCursor, pageQuery } from '#api/http/page.ts';
import { publicProduct } from '#api/routes/catalog/schema.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';
import { EVERY_MINUTES } from '#domain/product/catalog-source.ts';
import { productInput, variantInput } from '#domain/product/product-input.ts';
import { OUT_OF_STOCK_RULES, PRODUCT_SOURCES } from '#domain/product/product-record.ts';

const productReply = publicProduct.extend({
  aliases: z.array(z.string()),
  available: z.boolean().describe('What staff say; see sold_out for stock.'),
  sku: z.string().nullable(),
  stock: z.number().nullable().describe('What is left, in units; null = not counted.'),
  out_of_stock: z.enum(OUT_OF_STOCK_RULES),
  sold_out: z.boolean(),
  images: z.array(z.string()),
  extra: z.record(z.string(), z.json()),
  variant_of: z.string().nullable(),
  source: z.enum(PRODUCT_SOURCES),
  searchable: z.boolean().describe('False while search does not know the present text yet.'),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
const one = z.object({ product: productReply });
const idParams = z.object({ id: z.uuid() });
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const KEY = { status: 401, description: 'No valid key' } as const;
const MISSING = { status: 404, description: 'No such product, or unknown tenant' } as const;
const TAKEN = { status: 409, description: 'Another product has the name or the sku' } as const;
const WRONG = { status: 422, description: 'Something does not fit; nothing was changed' } as const;

export const listProductsSpec = {
  method: 'get',
  path: '/v1/products',
  operationId: 'listProducts',
  summary: 'The products of a tenant, page by page; with q those that fit best',
  tag: 'Products',
  access: 'viewer',
  query: optionalTenantQuery.extend({
    q: z.string().min(1).max(200).optional().describe('Words, misspelt words or meaning, in any language. No pages.'),
    tag: z.string().min(1).max(60).optional(),
    sku: z.string().min(1).max(100).optional(),
    available: flag.optional(),
    source: z.enum(PRODUCT_SOURCES).optional(),
    variant_of: z.uuid().optional(),
    ...pageQuery,
  }),
  answers: [
    {
      status: 200,
      description: 'Products',
      schema: z.object({ products: z.array(productReply), next_cursor: nextCursor }),
    },
    KEY,
    { status: 404, description: 'Unknown tenant' },
  ],
} as const;

export const readProductSpec = {
  method: 'get',
  path: '/v1/products/{id}',
  operationId: 'getProduct',
  summary: 'One product',
  tag: 'Products',
  access: 'viewer',
  query: optionalTenantQuery,
  params: idParams,
  answers: [{ status: 200, description: 'The product', schema: one }, KEY, MISSING],
} as const;

export const createProductSpec = {
  method: 'post',
  path: '/v1/products',
  operationId: 'createProduct',
  summary: 'Adds a product, with variants by unit if there are any',
  tag: 'Products',
  access: 'admin',
  query: optionalTenantQuery,
  body: productInput.extend({ variants: z.array(variantInput).max(20).optional() }),
  answers: [
    { status: 201, description: 'The product', schema: one.extend({ variants: z.array(productReply) }) },
    KEY,
    TAKEN,
    WRONG,
  ],
} as const;

export const addVariantSpec = {
  method: 'post',
  path: '/v1/products/{id}/variants',
  operationId: 'addVariant',
  summary: 'Adds the same thing by another unit',
  tag: 'Products',
  access: 'admin',
  query: optionalTenantQuery,
  params: idParams,
  body: variantInput,
  answers: [{ status: 201, description: 'The variant', schema: one }, KEY, MISSING, TAKEN, WRONG],
} as const;

const changing = {
  path: '/v1/products/{id}',
  tag: 'Products',
  access: 'admin',
  query: optionalTenantQuery,
  params: idParams,
  body: productInput,
  answers: [{ status: 200, description: 'The product', schema: one }, KEY, MISSING, TAKEN, WRONG],
} as const;
export const patchProductSpec = {
  ...changing,
  method: 'patch',
  operationId: 'changeProduct',
  summary: 'Changes the given fields of a product',
} as const;
export const putProductSpec = {
  ...changing,
  method: 'put',
  operationId: 'replaceProduct',
  summary: 'Replaces a product; fields left out get their defaults',
} as const;

export const removeProductSpec = {
  method: 'delete',
  path: '/v1/products/{id}',
  operationId: 'deleteProduct',
  summary: 'Takes a product and its variants off the list; orders that name it stay',
  tag: 'Products',
  access: 'admin',
  query: optionalTenantQuery,
  params: idParams,
  answers: [{ status: 204, description: 'Gone' }, KEY, MISSING],
} as const;

const problems = z.array(
  z.object({ row: z.int(), problems: z.array(z.object({ field: z.string(), message: z.string() })) }),
);

export const importSpec = {
  method: 'post',
  path: '/v1/products/import',
  operationId: 'importProducts',
  summary: 'Adds and changes products from CSV or JSON; a row is known by its sku, else by its name',
  tag: 'Products',
  access: 'admin',
  query: optionalTenantQuery.extend({
    mode: z.enum(['all', 'valid']).default('all').describe('all: one wrong row and nothing is written.'),
  }),
  answers: [
    {
      status: 200,
      description: 'What was written, and the rows left out',
      schema: z.object({
        created: z.int(),
        updated: z.int(),
        unchanged: z.int(),
        errors: problems.describe('The first 200.'),
        wrong_rows: z.int(),
      }),
    },
    KEY,
    { status: 413, description: 'Larger than 20 MB' },
    { status: 415, description: 'Neither CSV nor JSON' },
    { status: 422, description: 'Rows are wrong; nothing was written. `errors` says which.' },
  ],
} as const;

const sourceReply = z.object({
  url: z.string(),
  every_minutes: z.int(),
  state: z.enum(['waiting', 'ok', 'failing']).describe('failing: the products of the last good copy stay on sale.'),
  fetched_at: z.iso.datetime().nullable().describe('When the last good copy was taken over.'),
  products: z.int().nullable(),
  skipped: problems.describe('Rows of it that could not be read.'),
  tried_at: z.iso.datetime().nullable(),
  error: z.string().nullable().describe('Why the last try failed.'),
});
const NO_SOURCE = { status: 404, description: 'The shop has named no address' } as const;
const sourceBase = {
  path: '/v1/catalog/source',
  tag: 'Catalog',
  access: 'viewer',
  query: optionalTenantQuery,
} as const;

export const readSourceSpec = {
  ...sourceBase,
  method: 'get',
  operationId: 'getCatalogSource',
  summary: 'The shop’s catalogue at an address of its own, and how fetching it goes',
  answers: [{ status: 200, description: 'The source', schema: sourceReply }, KEY, NO_SOURCE],
} as const;

export const saveSourceSpec = {
  ...sourceBase,
  access: 'admin',
  method: 'put',
  operationId: 'setCatalogSource',
  summary: 'Fetches the catalogue from an address from now on',
  body: z.strictObject({
    url: z.string().min(1).max(2_000),
    every_minutes: z.int().min(EVERY_MINUTES.least).max(EVERY_MINUTES.most).default(EVERY_MINUTES.usual),
  }),
  answers: [
    { status: 200, description: 'The source; the first fetch has begun', schema: sourceReply },
    KEY,
    { status: 422, description: 'Not an address of the public internet' },
    { status: 503, description: 'The workflow engine is away' },
  ],
} as const;

export const removeSourceSpec = {
  ...sourceBase,
  access: 'admin',
  method: 'delete',
  operationId: 'deleteCatalogSource',
  summary: 'Fetches no more; the products stay',
  answers: [{ status: 204, description: 'Gone' }, KEY, NO_SOURCE],
} as const;

export const fetchSourceSpec = {
  ...sourceBase,
  access: 'admin',
  path: '/v1/catalog/source/fetch',
  method: 'post',
  operationId: 'fetchCatalogNow',
  summary: 'Fetches the catalogue at once',
  answers: [{ status: 202, description: 'Begun', schema: sourceReply }, KEY, NO_SOURCE],
} as const;
