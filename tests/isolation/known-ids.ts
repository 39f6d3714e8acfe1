import type { TestDatabase } from '#tests/support/database.ts';
import type { JsonSchema, Route } from './routes.ts';

/** Where a parameter's values are kept; `$1` is the tenant. */
interface Known {
  readonly sql: string;
  /** True = it means something in the caller's own shop (a channel, a code): no other shop's row is named by it alone. */
  readonly isName?: true;
}

const first = (table: string, column = 'id', more = '') => ({
  sql: `SELECT ${column} AS value FROM ${table} WHERE tenant_id = $1 ${more} ORDER BY 1 LIMIT 1`,
});

/**
 * By the words before the parameter in the address: `/v1/products/{id}` → `products/id`. A new route below a known noun
 * needs nothing; a new noun needs one line here, and a row of it in `fillTenant`. Parameters that are a word of a list or a
 * number need no line: their schema says enough.
 */
const PATHS: Readonly<Record<string, Known>> = {
  'api-keys/id': first('api_keys'),
  'blackouts/id': first('blackouts'),
  'bookings/id': first('bookings'),
  'canned-replies/id': first('canned_replies'),
  'channels/channel': { ...first('channels', 'channel', `AND channel <> 'web'`), isName: true },
  'contacts/id': first('contacts'),
  'conversations/id': first('conversations'),
  'dead-letters/id': first('dead_letters'),
  'deliveries/delivery': first('webhook_deliveries'),
  'documents/id': first('knowledge_documents'),
  'handoffs/id': first('handoffs'),
  'labels/id': first('labels'),
  'media/messageId': first('messages'),
  'orders/id': first('orders'),
  'payments/id': first('payments'),
  'plans/code': { ...first('plans', 'code'), isName: true },
  'products/id': first('products'),
  'promos/id': first('promos'),
  'resources/id': first('resources'),
  'testimonies/id': first('testimonies'),
  'users/id': first('users', 'id', `AND role = 'agent'`),
  'webhook-endpoints/id': first('webhook_endpoints'),
};

/** Ids that stand in bodies and queries, by the name of the field. */
const FIELDS: Readonly<Record<string, Known>> = {
  contact: first('contacts'),
  contact_id: first('contacts'),
  conversation: first('conversations'),
  conversation_id: first('conversations'),
  labels: first('labels'),
  label: first('labels'),
  resource_id: first('resources'),
  user_id: first('users'),
  variant_of: first('products'),
};

/** Values of one tenant's rows for every parameter that is known. */
export interface TenantIds {
  /** @throws Error when nobody has said where the parameter's values are kept */
  forPath(
    path: string,
    parameter: Route['pathParameters'][number],
  ): { readonly value: string; readonly isName: boolean };
  /** The id for a field of a body or query; undefined when it names none. */
  forField(name: string): string | undefined;
}

/** Reads the ids of one tenant. @throws Error when a table has no row of it: the suite would prove nothing */
export async function idsOf(database: Pick<TestDatabase, 'sql'>, tenantId: string): Promise<TenantIds> {
  const paths = await read(database, tenantId, PATHS);
  const fields = await read(database, tenantId, FIELDS);
  return {
    forPath(path, { name, schema }) {
      const before =
        path
          .slice(0, path.indexOf(`{${name}}`))
          .split('/')
          .findLast(Boolean) ?? '';
      const key = `${before.replaceAll(/[{}]/g, '')}/${name}`;
      const value = paths.get(key) ?? wordOf(schema);
      if (value === undefined) {
        throw new Error(
          `${path}: nobody has said where "${key}" is kept. Add it to PATHS in tests/isolation/known-ids.ts, and a row to ` +
            'tests/support/fill-tenant.ts, so that the route is tested with an id that exists in another shop.',
        );
      }
      return { value, isName: PATHS[key] === undefined || PATHS[key].isName === true };
    },
    forField: (name) => fields.get(name),
  };
}

/** A word of a list, or a number: in every shop it means that shop's own. */
export function wordOf({ enum: words, type, minimum }: JsonSchema): string | undefined {
  if (Array.isArray(words)) return String(words[0]);
  return type === 'integer' ? String(Number(minimum ?? 1)) : undefined;
}

async function read(
  database: Pick<TestDatabase, 'sql'>,
  tenantId: string,
  known: Readonly<Record<string, Known>>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const [key, { sql }] of Object.entries(known)) {
    const [row] = await database.sql<{ value: string }>(sql, [tenantId]).catch((cause: unknown) => {
      throw new Error(`${key}: tests/isolation/known-ids.ts says "${sql}", which the schema does not have`, { cause });
    });
    if (row === undefined)
      throw new Error(`${key}: the filled tenant has no such row; add one to tests/support/fill-tenant.ts`);
    found.set(key, row.value);
  }
  return found;
}
