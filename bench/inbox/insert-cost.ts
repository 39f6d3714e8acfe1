import pg from 'pg';
import { cpuSecondsOfTree } from '#bench/measure/process-cpu.ts';

const ROWS = 5_000;
const WARM_UP = 300;

/** What keeping a message searchable costs the one that writes it, µs of CPU a row. */
export interface InsertCost {
  readonly searchable: number;
  readonly withoutIndex: number;
  readonly withoutSearch: number;
}

/** Writes messages one by one: as they are, then without the index, then without the words. The database is of no use after. */
export async function measureInsertCost(url: string, tenantId: string): Promise<InsertCost> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench-inbox' });
  await client.connect();
  try {
    const searchable = await insertTime(client, tenantId, 'searchable');
    await client.query('DROP INDEX messages_search');
    const withoutIndex = await insertTime(client, tenantId, 'unindexed');
    await client.query('ALTER TABLE messages DROP COLUMN search');
    return { searchable, withoutIndex, withoutSearch: await insertTime(client, tenantId, 'plain') };
  } finally {
    await client.end();
  }
}

async function insertTime(client: pg.Client, tenantId: string, run: string): Promise<number> {
  await client.query(`CREATE TEMP TABLE given_${run} AS SELECT row_number() OVER ()::int AS n, m.* FROM
    (SELECT conversation_id, channel_id, text FROM messages WHERE tenant_id = '${tenantId}' LIMIT ${ROWS + WARM_UP}) m`);
  const write = (from: number, to: number) => `DO $$
    DECLARE r record;
    BEGIN
      FOR r IN SELECT * FROM given_${run} WHERE n > ${from} AND n <= ${to} LOOP
        INSERT INTO messages (tenant_id, id, conversation_id, channel_id, provider_message_id, seq, author, kind, text, turn, after_step, sent_at)
        VALUES ('${tenantId}', gen_random_uuid(), r.conversation_id, r.channel_id, '${run}-' || r.n, 1000000 + r.n, 'customer', 'text',
          r.text, 1, 0, now());
      END LOOP;
    END $$`;
  await client.query('BEGIN');
  await client.query(write(0, WARM_UP));
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const used = () => cpuSecondsOfTree(rows[0]?.pid ?? 0);
  const before = used();
  await client.query(write(WARM_UP, ROWS + WARM_UP));
  const spent = used() - before;
  await client.query('ROLLBACK');
  return (spent * 1_000_000) / ROWS;
}
