import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

/** A table with rows about people, as the database describes it: one that is added later is found by itself. */
export interface PersonalTable {
  readonly name: string;
  /** Columns that may be shown, and that order rows. */
  readonly shown: readonly string[];
  readonly key: readonly { readonly column: string; readonly type: string }[];
  readonly ofConversation: boolean;
  readonly ofContact: boolean;
}

/** Never shown: whose shop it is, and what only our own search and encryption read. */
const FIND: Statement = {
  name: 'personal_tables',
  text: `
SELECT r.relname AS name,
  ARRAY(SELECT a.attname::text FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'tenant_id'
      AND t.typname NOT IN ('bytea', 'tsvector', 'bit', '_float4', 'vector') ORDER BY a.attnum) AS shown,
  (SELECT json_agg(json_build_object('column', a.attname, 'type', format_type(a.atttypid, NULL)) ORDER BY k.place)
    FROM pg_index x CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k (attnum, place)
    JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum
    WHERE x.indrelid = r.oid AND x.indisprimary AND a.attname <> 'tenant_id') AS key,
  bool_or(c.attname = 'conversation_id') AS "ofConversation", bool_or(c.attname = 'contact_id') AS "ofContact"
FROM pg_class r JOIN pg_attribute c ON c.attrelid = r.oid AND NOT c.attisdropped
WHERE r.relnamespace = 'public'::regnamespace AND r.relkind IN ('r', 'p') AND c.attname IN ('conversation_id', 'contact_id')
  AND r.relname <> 'erasures' AND has_table_privilege(r.oid, 'SELECT')
GROUP BY r.oid, r.relname ORDER BY r.relname`,
};

export async function personalTables(tx: Tx): Promise<readonly PersonalTable[]> {
  const found = await tx.rows<{
    name: string;
    shown: string[];
    key: PersonalTable['key'] | null;
    ofConversation: boolean;
    ofContact: boolean;
  }>(FIND);
  return found.flatMap((table) => (table.key === null ? [] : [{ ...table, key: table.key }]));
}
