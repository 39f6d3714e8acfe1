import { extraOf, extraRows } from './extra.ts';
import type { ExtraRow } from './extra.ts';
import type { Product, ProductBody } from './queries.ts';

/** A number field that may be empty. */
export type Amount = number | string;

/** A product as its form holds it. */
export interface ProductValues extends Record<string, unknown> {
  name: string;
  description: string;
  unit: string;
  price: Amount;
  step: Amount;
  sku: string;
  stock: Amount;
  out_of_stock: Product['out_of_stock'];
  available: boolean;
  tags: string[];
  aliases: string[];
  images: string[];
  extra: ExtraRow[];
}

export function valuesOf(product: Product | undefined): ProductValues {
  return {
    name: product?.name ?? '',
    description: product?.description ?? '',
    unit: product?.unit ?? 'unit',
    price: product?.price ?? '',
    step: product?.step ?? 1,
    sku: product?.sku ?? '',
    stock: product?.stock ?? '',
    out_of_stock: product?.out_of_stock ?? 'show',
    available: product?.available ?? true,
    tags: [...(product?.tags ?? [])],
    aliases: [...(product?.aliases ?? [])],
    images: [...(product?.images ?? [])],
    extra: extraRows(product?.extra ?? {}),
  };
}

/** The body of the request; what is empty and must not be is left to the API, which says so. */
export function bodyOf(values: ProductValues): ProductBody {
  const { price, step, stock, sku, extra, out_of_stock, ...rest } = values;
  const { name, description, unit, available, tags, aliases, images } = rest;
  return {
    name,
    description,
    unit,
    available,
    tags,
    aliases,
    images,
    out_of_stock,
    sku: sku === '' ? null : sku,
    stock: stock === '' ? null : Number(stock),
    extra: extraOf(extra) as NonNullable<ProductBody['extra']>,
    ...(price !== '' && { price: String(price) }),
    ...(step !== '' && { step: Number(step) }),
  };
}
