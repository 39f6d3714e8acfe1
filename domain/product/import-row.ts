import { hasNoFractions } from '#domain/money/format-money.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { productInput, toProductChanges } from './product-input.ts';
import type { FieldProblem } from './product-input.ts';
import type { NewProduct } from './product-record.ts';

/** One row of a table that somebody else made; `row` counts from 1, without the header. */
export interface TableRow {
  readonly row: number;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Why the row can't be read at all. */
  readonly problem?: string;
}

/** A row as a product, or what is wrong with it. Fields the row leaves out are left out. */
export type ReadRow =
  | { readonly row: number; readonly product: ImportedProduct }
  | { readonly row: number; readonly problems: readonly FieldProblem[] };

export type ImportedProduct = Partial<NewProduct> & Pick<NewProduct, 'name' | 'priceMinor' | 'currency'>;

/** Other names of our fields in the tables that shops have. */
const SYNONYMS: Readonly<Record<string, string>> = {
  title: 'name',
  product: 'name',
  product_name: 'name',
  id: 'sku',
  external_id: 'sku',
  item_id: 'sku',
  amount: 'price',
  unit_price: 'price',
  currency_code: 'currency',
  quantity: 'stock',
  inventory: 'stock',
  in_stock: 'available',
  availability: 'available',
  category: 'tags',
  categories: 'tags',
  image: 'images',
  image_url: 'images',
  image_link: 'images',
  desc: 'description',
  summary: 'description',
};
const LISTS = new Set(['aliases', 'tags', 'images']);
const NUMBERS = new Set(['step', 'stock', 'price_minor']);
const KNOWN = new Set(Object.keys(productInput.shape));
const YES = /^(?:true|yes|y|1|in[ _]?stock|available|ya|ada|tersedia|כן|זמין|במלאי)$/iu;
const NO = /^(?:false|no|n|0|out[ _]?of[ _]?stock|unavailable|sold[ _]?out|tidak|habis|לא|אזל)$/iu;
const LONGEST_CELL = 10_000;
const MOST_PROBLEMS = 10;

/** Reads one row by our names, theirs, or into fields of the shop's own; nothing of a bad row is taken over. */
export function readImportRow({ row, fields, problem }: TableRow, currency: string): ReadRow {
  if (problem !== undefined) return { row, problems: [{ field: 'row', message: problem }] };
  const { given, extra } = sortFields(fields, currency);
  const parsed = productInput.safeParse({ ...given, ...(Object.keys(extra).length > 0 && { extra }) });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      field: issue.path.map(String).join('.') || 'row',
      message: issue.message,
    }));
    return { row, problems: problems.slice(0, MOST_PROBLEMS) };
  }
  const missing = [
    ...(parsed.data.name === undefined ? [{ field: 'name', message: 'expected the product’s name' }] : []),
    ...(parsed.data.price === undefined && parsed.data.price_minor === undefined
      ? [{ field: 'price', message: 'expected a price' }]
      : []),
  ];
  const result = toProductChanges(parsed.data, currency);
  if ('problems' in result) return { row, problems: [...missing, ...result.problems] };
  const { name, priceMinor } = result.changes;
  if (missing.length > 0 || name === undefined || priceMinor === undefined) return { row, problems: missing };
  return { row, product: { ...result.changes, name, priceMinor, currency } };
}

/** Rows that name the same product twice: all but the first are wrong. */
export function withoutRepeats(rows: readonly ReadRow[]): readonly ReadRow[] {
  const seen = new Map<string, number>();
  return rows.map((read) => {
    if (!('product' in read)) return read;
    const { name, sku } = read.product;
    const keys = [`name ${name}`, ...(sku ? [`sku ${sku}`] : [])];
    const repeated = keys.find((key) => seen.has(key));
    for (const key of keys) if (!seen.has(key)) seen.set(key, read.row);
    if (repeated === undefined) return read;
    const field = repeated.startsWith('sku') ? 'sku' : 'name';
    return { row: read.row, problems: [{ field, message: `the same as in row ${seen.get(repeated)}` }] };
  });
}

function sortFields(
  fields: TableRow['fields'],
  currency: string,
): { given: Record<string, unknown>; extra: Record<string, Json> } {
  const given: Record<string, unknown> = {};
  const extra: Record<string, Json> = {};
  for (const [heading, value] of Object.entries(fields)) {
    if (value === undefined || value === null || value === '') continue;
    const plain = heading
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/gu, '_')
      .slice(0, 60);
    const field = KNOWN.has(plain) ? plain : Object.hasOwn(SYNONYMS, plain) ? SYNONYMS[plain] : undefined;
    if (field === 'extra' && typeof value === 'object') Object.assign(extra, value);
    // The first of two columns that mean the same wins; "in_stock: 12" is a count.
    else if (field !== undefined && field !== 'extra' && !Object.hasOwn(given, field))
      given[field] = field === 'price' && typeof value === 'string' ? priceText(value, currency) : cell(field, value);
    else if (plain !== '' && plain !== '__proto__') extra[plain] = value as Json;
  }
  return { given, extra };
}

/** A cell as the type its field wants; what does not look like it is left for the schema to refuse. */
function cell(field: string, value: unknown): unknown {
  if (LISTS.has(field)) return listOf(value);
  if (typeof value === 'number' && (field === 'sku' || field === 'name')) return String(value);
  if (typeof value !== 'string') return value;
  const text = value.trim().slice(0, LONGEST_CELL);
  if (field === 'available') return YES.test(text) ? true : NO.test(text) ? false : text;
  if (field === 'currency') return text.toUpperCase();
  if (NUMBERS.has(field) && text !== '') return Number(text);
  return text;
}

/**
 * A price as tables write it, as a plain sum: "Rp 15.000", "1.299,50 €", "1,299.50". A single group behind a point is
 * thousands where nobody writes fractions of the currency; elsewhere it is left for the reader to refuse.
 */
function priceText(value: string, currency: string): string {
  const text = value
    .trim()
    .slice(0, LONGEST_CELL)
    .replace(/^(?:[A-Z]{3}|[₪$€£]|Rp\.?)\s*|\s*(?:[A-Z]{3}|[₪$€£])$|,-$/gu, '');
  const pointsGroup =
    /^\d{1,3}(?:\.\d{3}){2,}$/u.test(text) || (/^\d{1,3}\.\d{3}$/u.test(text) && hasNoFractions(currency));
  if (pointsGroup || /^\d{1,3}(?:\.\d{3})*,\d{1,2}$/u.test(text) || /^\d+,\d{1,2}$/u.test(text)) {
    return text.replaceAll('.', '').replace(',', '.');
  }
  return text.replaceAll(/(?<=\d),(?=\d{3}(?:\D|$))/gu, '');
}

function listOf(value: unknown): unknown {
  if (typeof value !== 'string') return Array.isArray(value) ? value.map((entry: unknown) => nameOf(entry)) : value;
  return value
    .split(/[|;\n]/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** Images and categories come as objects at times. */
function nameOf(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null) return entry;
  if ('src' in entry) return entry.src;
  if ('url' in entry) return entry.url;
  return 'name' in entry ? entry.name : entry;
}
