import type { z } from 'zod';
import { HttpProblem } from '#api/http/problem.ts';
import { toNewProduct, toProductChanges } from '#domain/product/product-input.ts';
import type { FieldProblem, ProductInput, VariantInput } from '#domain/product/product-input.ts';
import type { NewProduct } from '#domain/product/product-record.ts';
import type { createProductSpec } from './schema.ts';

/** @throws HttpProblem 422 with every problem of the product and its variants */
export function readProduct(
  body: z.output<(typeof createProductSpec)['body']>,
  currency: string,
): { readonly product: NewProduct; readonly variants: readonly NewProduct[] } {
  const { variants: given = [], ...input } = body;
  const product = orRefuse(toNewProduct(input, currency)).product;
  return { product, variants: given.map((variant) => readVariant(product, variant, currency)) };
}

/** A variant takes name, description and tags of what it is a variant of. */
export function readVariant(
  parent: Pick<NewProduct, 'name' | 'description' | 'tags' | 'aliases' | 'images'>,
  input: VariantInput,
  currency: string,
): NewProduct {
  const { description, tags, images } = parent;
  const aliases = parent.aliases.slice(0, 10).map((alias) => `${alias} (${input.unit})`.slice(0, 200));
  const inherited = {
    name: `${parent.name} (${input.unit})`.slice(0, 200),
    description,
    tags: [...tags],
    images: [...images],
    aliases,
  };
  return orRefuse(toNewProduct({ ...inherited, ...input }, currency)).product;
}

/** A whole product: what was left out gets its default. */
export function readWhole(input: ProductInput, currency: string): NewProduct {
  return orRefuse(toNewProduct(input, currency)).product;
}

export function readChanges(input: ProductInput, currency: string): Partial<NewProduct> {
  const { changes } = orRefuse(toProductChanges(input, currency));
  if (Object.keys(changes).length === 0) refuse([{ field: 'the input', message: 'nothing to change was given' }]);
  return changes;
}

function orRefuse<T extends object>(read: T | { readonly problems: readonly FieldProblem[] }): T {
  if ('problems' in read) refuse(read.problems);
  return read as T;
}

function refuse(problems: readonly FieldProblem[]): never {
  const detail = problems.map(({ field, message }) => `${field}: ${message}`).join('; ');
  const issues = problems.map(({ field, message }) => ({ path: field, message }));
  throw new HttpProblem(422, 'ValidationFailed', detail.slice(0, 1_000), { extra: { issues } });
}
