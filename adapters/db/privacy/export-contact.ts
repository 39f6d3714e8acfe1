import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { personalTables } from './personal-tables.ts';
import type { PersonalTable } from './personal-tables.ts';

/** Rows read in one transaction; nobody holds more of a person in memory. */
const PAGE = 200;

type Row = Readonly<Record<string, unknown>>;

/** One part of an export: a single value, or rows as they are read. */
export type ExportSection =
  | { readonly name: string; readonly value: unknown }
  | { readonly name: string; readonly rows: AsyncIterable<Row> };

const PERSON: Statement = {
  name: 'export_person',
  text: `
SELECT to_jsonb(c) - 'tenant_id' AS profile,
  jsonb_build_object('opted_out_at', c.opted_out_at, 'opt_out_confirmed', c.opt_out_confirmed,
    'marketing_opted_out_at', c.marketing_opted_out_at, 'wish_changed_at', c.wish_changed_at) AS consent,
  ARRAY(SELECT v.id FROM conversations v WHERE v.tenant_id = $1 AND v.contact_id = $2) AS conversations,
  ARRAY(SELECT i.contact_key FROM contact_identities i WHERE i.tenant_id = $1 AND i.contact_id = $2) AS keys
FROM contacts c WHERE c.tenant_id = $1 AND c.id = $2 AND c.erased_at IS NULL`,
};

const MEDIA: Statement = {
  name: 'export_media',
  text: `
SELECT m.id AS message_id, m.conversation_id, (a.place - 1)::int AS index, a.file->>'kind' AS kind,
  a.file->>'fileName' AS file_name, a.file->'stored'->>'contentType' AS content_type,
  (a.file->'stored'->>'bytes')::bigint AS bytes,
  '/v1/conversations/' || m.conversation_id || '/media/' || m.id || '/' || (a.place - 1) AS url
FROM messages m CROSS JOIN LATERAL jsonb_array_elements(m.attachments) WITH ORDINALITY AS a (file, place)
WHERE m.tenant_id = $1 AND m.conversation_id = ANY ($2::uuid[]) AND jsonb_typeof(m.attachments) = 'array' AND a.file ? 'stored'
ORDER BY m.id, a.place LIMIT 10000`,
};

const REPORTED: Statement = {
  name: 'export_channel_events',
  text: `
SELECT id, kind, data, at FROM channel_events WHERE tenant_id = $1 AND contact_key = ANY ($2) ORDER BY id LIMIT 10000`,
};

/** What belongs to a row and stands in a table of its own. */
const INSIDE: Readonly<Record<string, string>> = {
  orders: `, (SELECT coalesce(jsonb_agg(to_jsonb(i) - 'tenant_id' - 'order_id' ORDER BY i.line), '[]') FROM order_items i
    WHERE i.tenant_id = x.tenant_id AND i.order_id = x.id) AS items`,
  payments: `, (SELECT coalesce(jsonb_agg(to_jsonb(r) - 'tenant_id' ORDER BY r.id), '[]') FROM payment_refunds r
    WHERE r.tenant_id = x.tenant_id AND r.payment_id = x.id) AS refunds`,
};

const NAMES: Readonly<Record<string, string>> = { contact_identities: 'identities' };

/**
 * Everything that is held about a contact, section by section, each read when it is asked for.
 * @returns undefined when there is no such contact (any more)
 */
export async function exportContact(
  db: Database,
  tenantId: string,
  contactId: string,
): Promise<readonly ExportSection[] | undefined> {
  const found = await inTenant(db, tenantId, async (tx) => {
    const [person] = await tx.rows<{ profile: Row; consent: Row; conversations: string[]; keys: string[] }>(PERSON, [
      tenantId,
      contactId,
    ]);
    return person && { person, tables: await personalTables(tx) };
  });
  if (found === undefined) return undefined;
  const { person, tables } = found;
  const rows = (statement: Statement, values: readonly unknown[]) => listed(db, tenantId, statement, values);
  return [
    { name: 'profile', value: person.profile },
    { name: 'consent', value: person.consent },
    ...tables.map((table) => ({
      name: NAMES[table.name] ?? table.name,
      rows: pages(db, tenantId, table, contactId, person.conversations),
    })),
    { name: 'media', rows: rows(MEDIA, [tenantId, person.conversations]) },
    { name: 'channel_events', rows: rows(REPORTED, [tenantId, person.keys]) },
  ];
}

async function* listed(db: Database, tenantId: string, statement: Statement, values: readonly unknown[]) {
  yield* await inTenant(db, tenantId, (tx) => tx.last<Record<string, unknown>>(statement, values));
}

async function* pages(
  db: Database,
  tenantId: string,
  table: PersonalTable,
  contactId: string,
  conversations: readonly string[],
): AsyncIterable<Row> {
  let after: readonly unknown[] | undefined;
  for (;;) {
    const statement = pageOf(table, after !== undefined);
    const values = [tenantId, contactId, conversations, ...(after ?? [])];
    const found = await inTenant(db, tenantId, (tx) =>
      tx.last<{ shown: Row; place: readonly unknown[] }>(statement, values),
    );
    for (const { shown } of found) yield shown;
    after = found.at(-1)?.place;
    if (found.length < PAGE || after === undefined) return;
  }
}

/** Names come from the database's own catalogue. */
function pageOf(table: PersonalTable, goesOn: boolean): Statement {
  const key = table.key.map(({ column }) => `x.${named(column)}`).join(', ');
  const from = table.key.map(({ type }, index) => `$${index + 4}::text::${type}`).join(', ');
  const whose = [
    table.ofContact && 'x.contact_id = $2::uuid',
    table.ofConversation && 'x.conversation_id = ANY ($3::uuid[])',
  ].filter(Boolean);
  const shown = table.shown.map((column) => `x.${named(column)}`).join(', ');
  const place = table.key.map(({ column }) => `x.${named(column)}::text`).join(', ');
  return {
    name: `export_${table.name}_${goesOn ? 'more' : 'first'}`,
    text: `
SELECT to_jsonb(s) - '_place' AS shown, s._place AS place FROM (
  SELECT ${shown}${INSIDE[table.name] ?? ''}, ARRAY[${place}] AS _place FROM ${named(table.name)} x
  WHERE x.tenant_id = $1 AND $2::uuid IS NOT NULL AND $3::uuid[] IS NOT NULL AND (${whose.join(' OR ')})
    ${goesOn ? `AND (${key}) > (${from})` : ''}
  ORDER BY ${key} LIMIT ${PAGE}) s`,
  };
}

function named(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
