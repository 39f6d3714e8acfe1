import { z } from 'zod';
import { currencyExponent, parseMoney } from '#domain/money/format-money.ts';
import { quantityMilliOf } from '#domain/order/quantity.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { OUT_OF_STOCK_RULES } from './product-record.ts';
import type { NewProduct } from './product-record.ts';

const MOST_EXTRA_FIELDS = 50;
const LARGEST_EXTRA = 8_000;
/** Largest step, thousandths: four bytes. */
const LARGEST_STEP = 1_000_000;
const LARGEST_STOCK = 1e9;

const words = (most: number) =>
  z
    .string()
    .overwrite((text) => text.replaceAll('\u0000', '').toWellFormed().trim())
    .max(most);
const money = z.union([z.number(), z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, 'expected a sum like 12.50')]);
const json: z.ZodType<Json> = z.json();

const fields = {
  name: words(200).min(1),
  description: words(5_000),
  unit: words(30).min(1).describe('What the price is for: kg, unit, bottle, …'),
  price: money.describe('In the currency’s main unit.'),
  price_minor: z.int().min(0).describe('The exact price in minor units, instead of price.'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code like USD'),
  step: z.number().positive().max(LARGEST_STEP).describe('Smallest quantity step that can be ordered, in units.'),
  aliases: z.array(words(200).min(1)).max(30).describe('Other names customers use, in any language.'),
  tags: z.array(words(60).min(1)).max(30),
  available: z.boolean(),
  stock: z.number().min(0).max(LARGEST_STOCK).nullable().describe('What is left, in units; null = not counted.'),
  out_of_stock: z.enum(OUT_OF_STOCK_RULES),
  sku: words(100).min(1).nullable().describe('The shop’s own key.'),
  images: z.array(z.url({ protocol: /^https?$/ }).max(2_000)).max(20),
  extra: z
    .record(z.string().min(1).max(60), json)
    .refine((extra) => Object.keys(extra).length <= MOST_EXTRA_FIELDS, `at most ${MOST_EXTRA_FIELDS} fields`)
    .refine((extra) => JSON.stringify(extra).length <= LARGEST_EXTRA, `at most ${LARGEST_EXTRA} characters of JSON`),
};

/** A product as somebody writes it down; what is left out keeps its value, or gets the default of a new one. */
export const productInput = z.strictObject(fields).partial();
export type ProductInput = z.output<typeof productInput>;

/** The same thing by another unit. */
export const variantInput = z
  .strictObject(fields)
  .partial()
  .omit({ description: true, tags: true, currency: true })
  .required({ unit: true });
export type VariantInput = z.output<typeof variantInput>;

/** One thing that does not fit: where, and what was expected. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** The given fields in our units, or every problem that only the currency shows. */
export function toProductChanges(
  input: ProductInput,
  currency: string,
): { readonly changes: Partial<NewProduct> } | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  if (input.currency !== undefined && input.currency !== currency) {
    problems.push({ field: 'currency', message: `"${input.currency}": this shop sells in ${currency}` });
  }
  const priceMinor = priceOf(input, currency, problems);
  const stepMilli = milliOf('step', input.step, problems);
  const stockMilli = input.stock === 0 ? 0 : milliOf('stock', input.stock ?? undefined, problems);
  if (problems.length > 0) return { problems };
  const { name, description, unit, aliases, tags, available, out_of_stock: outOfStock, sku, images, extra } = input;
  const changes = {
    name,
    description,
    unit,
    aliases,
    tags,
    available,
    outOfStock,
    sku,
    images,
    extra,
    priceMinor,
    stepMilli,
    stockMilli: input.stock === null ? null : stockMilli,
    ...(priceMinor !== undefined && { currency }),
  };
  return { changes: Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
}

/** A whole product of what was given and the defaults, or its problems. */
export function toNewProduct(
  input: ProductInput,
  currency: string,
): { readonly product: NewProduct } | { readonly problems: readonly FieldProblem[] } {
  const problems = [
    ...(input.name === undefined ? [{ field: 'name', message: 'expected the product’s name' }] : []),
    ...(input.price === undefined && input.price_minor === undefined
      ? [{ field: 'price', message: 'expected price or price_minor' }]
      : []),
  ];
  const result = toProductChanges(input, currency);
  if ('problems' in result) return { problems: [...problems, ...result.problems] };
  const { name, priceMinor } = result.changes;
  if (problems.length > 0 || name === undefined || priceMinor === undefined) return { problems };
  return { product: { ...DEFAULTS, currency, ...result.changes, name, priceMinor } };
}

const DEFAULTS = {
  description: '',
  unit: 'unit',
  stepMilli: 1_000,
  aliases: [],
  tags: [],
  available: true,
  stockMilli: null,
  outOfStock: 'show',
  sku: null,
  images: [],
  extra: {},
} as const;

function priceOf(input: ProductInput, currency: string, problems: FieldProblem[]): number | undefined {
  const { price, price_minor: minor } = input;
  if (price === undefined) return minor;
  const given = typeof price === 'number' ? String(price) : price;
  const read = parseMoney(given, currency);
  if (read === undefined || read < 0) {
    const decimals = currencyExponent(currency);
    problems.push({
      field: 'price',
      message: `"${given}": expected a sum of ${currency} from 0 with at most ${decimals} decimals`,
    });
  } else if (minor !== undefined && minor !== read) {
    problems.push({
      field: 'price_minor',
      message: `${minor}: is another price than price, which is ${read} minor units`,
    });
  }
  return read;
}

function milliOf(field: string, value: number | undefined, problems: FieldProblem[]): number | undefined {
  if (value === undefined) return undefined;
  const milli = quantityMilliOf(value);
  if (milli === undefined) problems.push({ field, message: `${value}: expected at most three decimals` });
  return milli;
}
