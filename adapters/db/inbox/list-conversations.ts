import { STATUSES } from '#domain/conversation/status.ts';
import type { ConversationEntry, ConversationFilter } from '#domain/inbox/conversation-entry.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { Tx } from '#adapters/db/in-tenant.ts';
import { pageOf, rowsWanted } from '#adapters/db/page-of.ts';
import { storable } from '#adapters/db/to-jsonb.ts';
import { ENTRY_FROM, ENTRY_JSON, exactly } from './entry-json.ts';
import { askedWords } from './search-messages.ts';

/** One condition of the list: a letter that names it in the statement's name, and its SQL around its parameters. */
interface Condition {
  readonly letter: string;
  readonly sql: (...parameters: string[]) => string;
  readonly values: readonly unknown[];
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
  const values: unknown[] = [tx.tenantId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const wanted = conditions.map(({ sql, values: given }) => `AND ${sql(...given.map(place))}`);
  if (request.after !== null) {
    const [at, id] = request.after.map(place);
    wanted.push(`AND (c.last_activity_at, c.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const most = mostRows(request);
  const name = `inbox_${conditions.map(({ letter }) => letter).join('')}_${most}${request.after === null ? '' : '_next'}`;
  // Which rows is asked of the index alone; only what is shown is read.
  const text = `
WITH page AS MATERIALIZED (
  SELECT c.id, c.last_activity_at FROM conversations c WHERE c.tenant_id = $1 ${wanted.join(' ')}
  ORDER BY c.last_activity_at DESC, c.id DESC LIMIT ${most}
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

const SIZES = [11, 21, 51, 101, 201];

/** A number in the text: of a parameter the planner thinks that it is a tenth of all, and reads whole tables. */
function mostRows(request: PageRequest): number {
  const wanted = rowsWanted(request);
  return SIZES.find((size) => size >= wanted) ?? Math.trunc(wanted);
}

/** A conversation is found by its address: there is no index by contact that each turn would have to write. */
const ADDRESSES = `SELECT 'conversation:' || t.slug || ':' || ch.channel || ':' || i.contact_key
  FROM contact_identities i JOIN channels ch ON ch.tenant_id = i.tenant_id AND ch.id = i.channel_id
  JOIN tenants t ON t.id = i.tenant_id`;

/** Names and messages looked at for words; further back they are found by the search of messages. */
const MOST_MEANT = 300;
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const meantBy = (name = '', words = '', goesOn = '') => `
  SELECT m.conversation_id FROM search_messages(${words}::text[], ${goesOn}, '${LAST_ID}', NULL, NULL, ${MOST_MEANT}) AS f (id)
    JOIN messages m ON m.tenant_id = $1 AND m.id = f.id
  UNION SELECT k.id FROM conversations k WHERE k.tenant_id = $1 AND k.workflow_id = ANY (ARRAY(${ADDRESSES}
    WHERE i.tenant_id = $1 AND i.contact_id = ANY (ARRAY(SELECT contacts_named(${name}, ${MOST_MEANT}, '${LAST_ID}')))))`;

function saidOf(q: string): readonly unknown[] {
  const { words, goesOn } = askedWords(q);
  return [storable(q), [...words], goesOn];
}

function conditionsOf(filter: ConversationFilter): readonly Condition[] {
  const { status, stage, channel, assignee, label, handoffReason, contact, updatedSince, q } = filter;
  const given: (Condition | false)[] = [
    // In the text, so that the few that wait or are held are read from an index of theirs.
    status !== undefined &&
      STATUSES.includes(status) && {
        letter: `s${STATUSES.indexOf(status)}`,
        sql: () => `c.status = '${status}'`,
        values: [],
      },
    stage !== undefined && { letter: 'g', sql: (p) => `c.stage = ${p}`, values: [stage] },
    channel !== undefined && {
      letter: 'c',
      sql: (p) => `c.channel_id = (SELECT x.id FROM channels x WHERE x.tenant_id = $1 AND x.channel = ${p})`,
      values: [channel],
    },
    assignee === null && { letter: 'n', sql: () => 'c.assignee_id IS NULL', values: [] },
    typeof assignee === 'string' && { letter: 'a', sql: (p) => `c.assignee_id = ${p}`, values: [assignee] },
    // A hash of the set beside the ordered index: neither a common nor a rare label makes the list slow.
    label !== undefined && {
      letter: 'l',
      sql: (p) =>
        among(`SELECT x.conversation_id FROM conversation_labels x WHERE x.tenant_id = $1 AND x.label_id = ${p}`),
      values: [label],
    },
    handoffReason !== undefined && {
      letter: 'h',
      sql: (p) =>
        among(
          `SELECT x.conversation_id FROM handoffs x WHERE x.tenant_id = $1 AND x.closed_at IS NULL AND x.reason = ${p}`,
        ),
      values: [handoffReason],
    },
    contact !== undefined && {
      letter: 'p',
      sql: (p) => `c.workflow_id = ANY (ARRAY(${ADDRESSES} WHERE i.tenant_id = $1 AND i.contact_id = ${p}))`,
      values: [contact],
    },
    updatedSince !== undefined && {
      letter: 'u',
      sql: (p) => `c.last_activity_at >= ${p}::timestamptz`,
      values: [updatedSince],
    },
    q !== undefined && { letter: 'q', sql: (...p) => `c.id = ANY (ARRAY(${meantBy(...p)}))`, values: saidOf(q) },
  ];
  return given.filter((condition) => condition !== false);
}

/** Keeps the planner from turning the set into a join, which would lose the order of the index. */
function among(set: string): string {
  return `coalesce(c.id IN (${set}), false)`;
}
