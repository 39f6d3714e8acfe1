import type { JsonSchema, Route } from './routes.ts';
import type { TenantIds } from './known-ids.ts';

/*
 * Bodies that fit the published schema, with another shop's ids wherever the field's name says so. What a schema can't
 * say (one field depends on another, a word of a list that is not published) is in OWN_WORDS.
 */

const OWN_WORDS: Readonly<Record<string, unknown>> = {
  business: { name: 'Sample', slug: 'sample', currency: 'EUR' },
  credentials: { bot_token: '1:sample', secret_token: 'sample_secret' },
  currency: 'EUR',
  date: '2031-01-06',
  email: 'sample@sample.example',
  ends_at: '2031-02-02T00:00:00Z',
  language: 'en',
  password: 'a sample password',
  price: 5,
  starts_at: '2031-02-01T00:00:00Z',
  start_time: '10:00',
  time_zone: 'UTC',
  unit: 'unit',
  url: 'https://shop.example/products.json',
  whatsapp: '+4915112345678',
};

/** Bodies of operations whose schema alone does not say enough. */
const OF_OPERATION: Readonly<Record<string, unknown>> = {
  createPayment: { order: 1001 },
  testAgent: {},
  replaceProduct: { name: 'Sample', unit: 'unit', price: 5 },
};

/** What is sent raw. */
const RAW: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  importProducts: { type: 'text/csv', text: 'name,unit,price\nSample,unit,5\n' },
};

export interface SampleBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData | undefined;
  /** Ids of another shop that stand in it. */
  readonly ids: readonly string[];
}

/** A body for the route; ids in it are of `ids`. */
export function sampleBody(route: Route, ids: TenantIds): SampleBody {
  const raw = RAW[route.operationId];
  if (raw !== undefined) return { headers: { 'content-type': raw.type }, body: raw.text, ids: [] };
  if (route.bodyType === 'multipart/form-data') {
    const form = new FormData();
    form.set('file', new Blob(['sample'], { type: 'text/plain' }), 'sample.txt');
    return { headers: {}, body: form, ids: [] };
  }
  if (route.bodySchema === undefined) return { headers: {}, body: undefined, ids: [] };
  const used: string[] = [];
  const named = (route.bodySchema['$defs'] ?? {}) as Making['named'];
  const value = OF_OPERATION[route.operationId] ?? sample(route.bodySchema, '', { ids, used, named });
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value), ids: used };
}

/** What a sample is made with; `named` is what zod writes down once and refers to. */
interface Making {
  readonly ids: TenantIds;
  readonly used: string[];
  readonly named: Readonly<Record<string, JsonSchema>>;
}

function sample(schema: JsonSchema, name: string, making: Making): unknown {
  const { ids, used, named } = making;
  const id = ids.forField(name);
  if (id !== undefined && schema['type'] !== 'array') {
    used.push(id);
    return id;
  }
  if (Object.hasOwn(OWN_WORDS, name)) return OWN_WORDS[name];
  if (typeof schema['$ref'] === 'string')
    return sample(named[schema['$ref'].split('/').at(-1) ?? ''] ?? {}, name, making);
  const choices = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']) as readonly JsonSchema[] | undefined;
  if (choices?.[0] !== undefined) return sample(choices[0], name, making);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0] as unknown;
  switch (schema['type']) {
    case 'object':
      return sampleObject(schema, making);
    case 'array':
      return ids.forField(name) !== undefined || Number(schema['minItems'] ?? 0) > 0
        ? [sample(schema['items'] as JsonSchema, name, making)]
        : [];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return Number(schema['minimum'] ?? 1);
    case 'string':
      return sampleText(schema, name);
    default:
      return null;
  }
}

/** What is demanded, what names another shop's rows, and at least one thing. */
function sampleObject(schema: JsonSchema, making: Making): Readonly<Record<string, unknown>> {
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  const required = new Set((schema['required'] ?? []) as readonly string[]);
  const wanted = properties.filter(([name]) => required.has(name) || making.ids.forField(name) !== undefined);
  const shown = wanted.length > 0 ? wanted : properties.slice(0, 1);
  return Object.fromEntries(shown.map(([name, property]) => [name, sample(property, name, making)]));
}

const PATTERNED = ['sample', 'SAMPLE', '#aabbcc', '2031-01-06', '10:00', '+4915112345678', '1', '1.0', 'en', 'x'];

function sampleText(schema: JsonSchema, name: string): string {
  switch (schema['format']) {
    case 'uuid':
      return '0190f3c0-0000-7000-8000-000000000000';
    case 'date-time':
      return '2031-01-06T10:00:00Z';
    case 'date':
      return '2031-01-06';
    case 'email':
      return 'sample@sample.example';
    case 'uri':
      return 'https://shop.example/';
    default:
  }
  const pattern = typeof schema['pattern'] === 'string' ? new RegExp(schema['pattern'], 'u') : /^/;
  const length = Number(schema['minLength'] ?? 0);
  const found = PATTERNED.map((text) => text.padEnd(length, 'x')).find((text) => pattern.test(text));
  if (found === undefined) {
    throw new Error(
      `no sample for the field "${name}" (${String(pattern)}); add one to tests/isolation/sample-body.ts`,
    );
  }
  return found;
}
