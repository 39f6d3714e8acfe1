import type pg from 'pg';
import { createConversationStore } from '#adapters/db/conversation-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import type { ConversationStore } from '#domain/store.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import {
  call,
  KEYRING,
  makeTenant,
  message,
  openFirst,
  orderOne,
  replyStep,
  USAGE,
} from '#tests/support/fill-tenant.ts';

const TURNS = 2_000;
/** Tables that grow with every turn. */
const OF_THE_TALK = ['turns', 'messages', 'turn_steps', 'tool_receipts', 'outbox', 'usage_events', 'events'];

interface Run {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A pool that notes what runs over it. */
function recording(db: Database): { readonly db: Database; readonly runs: Run[]; trips: () => number } {
  const runs: Run[] = [];
  let trips = 0;
  const watch = (client: pg.PoolClient): pg.PoolClient =>
    new Proxy(client, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function') return value;
        if (property !== 'query') return value.bind(target) as unknown;
        return (query: string | Run) => {
          trips += 1;
          if (typeof query !== 'string') runs.push(query);
          return target.query(query as Run & { values: unknown[] });
        };
      },
    });
  return { db: { acquire: async () => watch(await db.acquire()), close: () => db.close() }, runs, trips: () => trips };
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

describe('the cost of a turn', () => {
  let database: TestDatabase;
  let db: Database;
  let tenantId: string;
  let short: Awaited<ReturnType<typeof openFirst>>;
  let long: Awaited<ReturnType<typeof openFirst>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = database.open({ max: 2 });
    const tenant = await makeTenant(db, 'long-talk');
    tenantId = tenant.id;
    const store = createConversationStore({ db, seal: KEYRING });
    short = await openFirst(store, tenant, 'short');
    long = await openFirst(store, tenant, 'long');
    for (let others = 0; others < 20; others += 1) await grow(await openFirst(store, tenant, `other-${others}`), 100);
    await grow(short, 10);
    await grow(long, TURNS);
    await database.sql('ANALYZE');
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  /** As many finished turns as `turns`, each with a message, a step, a receipt, a part, a reply, events and costs. */
  async function grow(turn: { readonly conversationId: string }, turns: number): Promise<void> {
    const id = turn.conversationId;
    const each = (table: string, columns: string, values: string) =>
      database.sql(
        `INSERT INTO ${table} (tenant_id, conversation_id, ${columns})
         SELECT c.tenant_id, c.id, ${values} FROM generate_series(1, ${turns}) n, conversations c WHERE c.id = $1 ON CONFLICT DO NOTHING`,
        [id],
      );
    await each('turns', 'turn, outcome, stage, status, step, finished_at', `n, 'answered', 'opening', 'bot', 2, now()`);
    await database.sql(
      `UPDATE turns SET outcome = 'answered', finished_at = now() WHERE conversation_id = $1 AND turn = 1`,
      [id],
    );
    const words = `repeat('word ', 12)`;
    await each(
      'messages',
      'id, channel_id, provider_message_id, seq, author, kind, text, turn, after_step, sent_at',
      `gen_random_uuid(), c.channel_id, c.id || '-' || n, 2 * n - 1, 'customer', 'text', ${words}, n, 0, now()`,
    );
    await each(
      'messages',
      'id, channel_id, seq, author, kind, text, turn, after_step, sent_at',
      `gen_random_uuid(), c.channel_id, 2 * n, 'bot', 'text', ${words}, n, 1, now()`,
    );
    await each(
      'turn_steps',
      'turn, step, round, kind, text, tool_calls, violations, stage',
      `n, 1, 0, 'reply', ${words}, '[]', '[]', 'opening'`,
    );
    await each(
      'outbox',
      'id, turn, part, step, key, text, state',
      `gen_random_uuid(), n, 1, 1, c.id || ':' || n || ':1', ${words}, 'sent'`,
    );
    await each(
      'usage_events',
      'id, key, turn, purpose, provider, model, input_tokens, output_tokens, cost_nano_usd, price_source',
      `gen_random_uuid(), 'turn:' || n || ':1', n, 'reply', 'offline', 'rules', 1, 1, 1, 'exact'`,
    );
    await each(
      'tool_receipts',
      'turn, step, call_id, tool, input, result',
      `n, 1, 'call-1', 'find_products', '{"query": "bread"}', '{"ok": true, "data": [], "summary": "found 0"}'`,
    );
    await each('events', 'id, key, type, data', `gen_random_uuid(), 'turn:' || n, 'turn_answered', '{}'`);
    await database.sql(`UPDATE conversations SET message_count = 2 * $2::int, last_turn = $2::int WHERE id = $1`, [
      id,
      turns,
    ]);
    await database.sql(
      `UPDATE conversations SET summarized_through = message_count - 20, profiled_through = message_count - 20 WHERE id = $1`,
      [id],
    );
  }

  /** One whole turn with a tool, and the look at memory after it. */
  async function oneTurn(store: ConversationStore, talk: typeof long): Promise<void> {
    const { input, contactId, ...ref } = talk;
    const messages = [message(`${talk.workflowId}-${performance.now()}`)];
    const { turn } = await store.openTurn({
      ...input,
      conversationId: talk.conversationId,
      messages,
      settingsVersion: 99,
    });
    const here = { ...ref, turn };
    await store.loadDraft(here);
    await store.saveStep({ ...here, step: { ...replyStep(1), kind: 'tools' }, usage: USAGE });
    await store.receipted(call(here, contactId), orderOne);
    await store.loadDraft(here);
    await store.saveStep({ ...here, step: replyStep(2), usage: USAGE });
    const { parts } = await store.beginDelivery(here, 2, (text) => [text]);
    const ended = parts.map(({ id }) => ({ id, state: 'sent', providerMessageId: 'p', error: null }) as const);
    await store.completeTurn({ ...here, step: 2, parts: ended, outcome: 'answered', stage: 'opening', status: 'bot' });
    await store.loadMemory(here);
  }

  async function recorded(talk: typeof long): Promise<{ runs: readonly Run[]; trips: number }> {
    const watched = recording(db);
    await oneTurn(createConversationStore({ db: watched.db, seal: KEYRING }), talk);
    return { runs: watched.runs, trips: watched.trips() };
  }

  /** Runs a statement again with its values, as the application, and takes it back. */
  async function explain(run: Run): Promise<Plan | undefined> {
    const client = await db.acquire();
    try {
      await client.query(`BEGIN; SELECT set_config('app.current_tenant_id', '${tenantId}', true)`);
      const plans = await client.query<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>({
        text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${run.text}`,
        values: [...run.values],
      });
      return plans.rows[0]?.['QUERY PLAN'][0]?.Plan;
    } catch {
      // An insert that is there already can't run again; its own costs are those of one row.
      return undefined;
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  it('takes as many round trips in a long talk as in a short one', async () => {
    const [early, late] = [await recorded(short), await recorded(long)];
    expect(late.trips).toBe(early.trips);
    expect(late.trips).toBeLessThanOrEqual(41);
  });

  it('touches no more rows for 2,000 turns than what the prompt and the memory show', async () => {
    const { runs } = await recorded(long);
    const touched: Record<string, number> = {};
    const scanned = new Set<string>();
    for (const run of runs) {
      const plan = await explain(run);
      if (plan === undefined) continue;
      for (const node of nodesOf(plan)) {
        const loops = node['Actual Loops'] ?? 0;
        const rows = ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * loops;
        touched[run.name] = Math.max(touched[run.name] ?? 0, rows);
        if (rows > 0 && /Seq Scan/.test(node['Node Type'])) scanned.add(`${run.name}: ${node['Relation Name'] ?? ''}`);
      }
    }
    // What has a row for a tenant, a product or a customer may be read as a whole while it is small.
    expect([...scanned].filter((scan) => OF_THE_TALK.some((table) => scan.endsWith(`: ${table}`)))).toEqual([]);
    expect(Object.keys(touched)).toEqual(
      expect.arrayContaining(['lock_conversation', 'known_messages', 'load_draft', 'load_memory', 'load_delivery']),
    );
    expect(Object.entries(touched).filter(([, rows]) => rows > 150)).toEqual([]);
  });

  it('takes as long at turn 2,000 as at turn 10', async () => {
    const store = createConversationStore({ db, seal: KEYRING });
    const time = async (talk: typeof long) => {
      const begin = performance.now();
      await oneTurn(store, talk);
      return performance.now() - begin;
    };
    for (let warm = 0; warm < 10; warm += 1) for (const talk of [short, long]) await time(talk);
    const taken: { early: number[]; late: number[] } = { early: [], late: [] };
    // One after the other, so that what else the machine does falls on both.
    for (let round = 0; round < 60; round += 1) {
      taken.early.push(await time(short));
      taken.late.push(await time(long));
    }
    const [early, late] = [median(taken.early), median(taken.late)];
    console.log(`one turn of the store: ${early.toFixed(1)} ms at turn ~50, ${late.toFixed(1)} ms at turn ${TURNS}`);
    expect(late / early).toBeLessThan(1.2);
  }, 120_000);
});

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
