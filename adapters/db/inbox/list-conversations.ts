import type { ConversationEntry, ConversationFilter } from '#domain/inbox/conversation-entry.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import { ENTRY_FROM, ENTRY_JSON, exactly } from './entry-json.ts';

/** One condition of the list: a letter that names it in the statement's name, and its SQL around a parameter. */
interface Condition {
  readonly letter: string;
  readonly sql: (parameter: string) => string;
  readonly value: unknown;
}

interface Row {
  entry: ConversationEntry;
  at: string;
  as_of: string;
}

/**
 * Conversations with the latest activity first. One that moves goes to the top: it is not shown twice, and one that moved
 * before its page came is found by `updatedSince` = `asOf`.
 */
export async function listConversations(
  tx: Tx,
  filter: ConversationFilter,
  request: PageRequest,
): Promise<Page<ConversationEntry> & { readonly asOf: string | null }> {
  const conditions = conditionsOf(filter);
  const values: unknown[] = [tx.tenantId, rowsWanted(request)];
  const place = (value: unknown) => `$${values.push(value)}`;
  const wanted = conditions.map(({ sql, value }) => `AND ${sql(place(value))}`);
  if (request.after !== null) {
    const [at, id] = request.after.map(place);
    wanted.push(`AND (c.last_activity_at, c.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const name = `inbox_${conditions.map(({ letter }) => letter).join('')}${request.after === null ? '' : '_next'}`;
  // Which rows is asked of the index alone; only what is shown is read.
  const text = `
WITH page AS MATERIALIZED (
  SELECT c.id, c.last_activity_at FROM conversations c WHERE c.tenant_id = $1 ${wanted.join(' ')}
  ORDER BY c.last_activity_at DESC, c.id DESC LIMIT $2
)
SELECT ${ENTRY_JSON} AS entry, ${exactly('page.last_activity_at')} AS at, iso_utc(now() - interval '10 s') AS as_of
FROM page JOIN ${ENTRY_FROM} ON c.tenant_id = $1 AND c.id = page.id
ORDER BY page.last_activity_at DESC, page.id DESC`;
  const rows = await tx.last<{ [K in keyof Row]: Row[K] }>({ name, text }, values);
  const page = pageOf(
    rows,
    request,
    (row) => row.entry,
    (row) => [row.at, row.entry.id],
  );
  return { ...page, asOf: rows[0]?.as_of ?? null };
}

/** A conversation is found by its address: there is no index by contact that each turn would have to write. */
const OF_CONTACT = `SELECT 'conversation:' || t.slug || ':' || ch.channel || ':' || i.contact_key
  FROM contact_identities i JOIN channels ch ON ch.tenant_id = i.tenant_id AND ch.id = i.channel_id
  JOIN tenants t ON t.id = i.tenant_id WHERE i.tenant_id = $1 AND i.contact_id =`;

function conditionsOf(filter: ConversationFilter): readonly Condition[] {
  const { status, stage, channel, assignee, label, handoffReason, contact, updatedSince } = filter;
  const given: (Condition | false)[] = [
    status !== undefined && { letter: 's', sql: (p) => `c.status = ${p}`, value: status },
    stage !== undefined && { letter: 'g', sql: (p) => `c.stage = ${p}`, value: stage },
    channel !== undefined && {
      letter: 'c',
      sql: (p) => `c.channel_id = (SELECT x.id FROM channels x WHERE x.tenant_id = $1 AND x.channel = ${p})`,
      value: channel,
    },
    assignee !== undefined && {
      letter: assignee === null ? 'n' : 'a',
      sql: (p) => (assignee === null ? `c.assignee_id IS NOT DISTINCT FROM ${p}::text` : `c.assignee_id = ${p}`),
      value: assignee,
    },
    // A hash of the set beside the ordered index: neither a common nor a rare label makes the list slow.
    label !== undefined && {
      letter: 'l',
      sql: (p) =>
        among(`SELECT x.conversation_id FROM conversation_labels x WHERE x.tenant_id = $1 AND x.label_id = ${p}`),
      value: label,
    },
    handoffReason !== undefined && {
      letter: 'h',
      sql: (p) =>
        among(
          `SELECT x.conversation_id FROM handoffs x WHERE x.tenant_id = $1 AND x.closed_at IS NULL AND x.reason = ${p}`,
        ),
      value: handoffReason,
    },
    contact !== undefined && {
      letter: 'p',
      sql: (p) => `c.workflow_id = ANY (ARRAY(${OF_CONTACT} ${p}))`,
      value: contact,
    },
    updatedSince !== undefined && {
      letter: 'u',
      sql: (p) => `c.last_activity_at >= ${p}::timestamptz`,
      value: updatedSince,
    },
  ];
  return given.filter((condition) => condition !== false);
}

/** Keeps the planner from turning the set into a join, which would lose the order of the index. */
function among(set: string): string {
  return `coalesce(c.id IN (${set}), false)`;
}
