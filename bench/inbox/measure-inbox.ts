import pg from 'pg';
import { createInbox } from '#adapters/db/inbox/inbox.ts';
import type { Database } from '#adapters/db/pool.ts';
import type { Outcome, Table } from '#bench/benches/outcome.ts';
import { cpuSecondsOfTree } from '#bench/measure/process-cpu.ts';
import { percentile } from '#bench/measure/stats.ts';
import type { FilledInbox, InboxSize } from './fill-inbox.ts';
import { measureInsertCost } from './insert-cost.ts';
import type { InsertCost } from './insert-cost.ts';
import { inboxQuestions } from './questions.ts';
import type { InboxFacts, InboxQuestion } from './questions.ts';

/** By which the connections of the questions are known to Postgres. */
export const ASKING = 'bench-inbox-questions';

const LIMIT_MS = 100;
const ROUNDS = 100;
/** Rounds before: the first ones read from disk what a running shop has in memory. */
const WARM_UP = 20;

interface Timing {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly slowest: number;
  /** CPU of Postgres, mean: what a busy machine can't stretch. */
  readonly cpu: number;
}

/** Asks everything, one thing at a time; then measures what search costs those who write. The database is of no use after. */
export async function measureInbox(
  url: string,
  db: Database,
  filled: FilledInbox,
  size: InboxSize,
  progress: (line: string) => void,
): Promise<Outcome> {
  const owner = new pg.Client({ connectionString: url, application_name: 'bench-inbox' });
  await owner.connect();
  const timings: Timing[] = [];
  try {
    for (const question of inboxQuestions(createInbox(db), filled, await factsOf(owner, filled.tenantId))) {
      timings.push(await timesOf(owner, question));
      progress(question.name);
    }
  } finally {
    await owner.end();
  }
  const cost = await measureInsertCost(url, filled.tenantId);
  return {
    tables: [timingTable(timings, size), costTable(cost)],
    bars: timings.map(({ name, p95 }) => ({
      name: `${name}, p95`,
      value: p95,
      limit: LIMIT_MS,
      direction: '<=',
      unit: ' ms',
    })),
    violations: [],
    kept: '',
    data: { timings, cost },
  };
}

async function timesOf(owner: pg.Client, { name, ask }: InboxQuestion): Promise<Timing> {
  for (let round = 0; round < WARM_UP; round += 1) await ask(round);
  const before = await cpuSeconds(owner);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    await ask(round);
    times.push(performance.now() - from);
  }
  const after = await cpuSeconds(owner);
  const spent = [...after].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0);
  const cpu = (spent * 1_000) / ROUNDS;
  return { name, p50: percentile(times, 0.5), p95: percentile(times, 0.95), slowest: Math.max(...times), cpu };
}

/** By process; 0 where Postgres runs on another machine. */
async function cpuSeconds(owner: pg.Client): Promise<ReadonlyMap<number, number>> {
  const { rows } = await owner.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE application_name = $1', [
    ASKING,
  ]);
  return new Map(rows.map(({ pid }) => [pid, cpuSecondsOfTree(pid)]));
}

async function factsOf(owner: pg.Client, tenantId: string): Promise<InboxFacts> {
  const some = async (sql: string) => (await owner.query<Record<string, unknown>>(sql, [tenantId])).rows;
  const ids = async (sql: string) => (await some(sql)).map((row) => String(row['id']));
  const deep = await some(`
    SELECT id, at FROM (SELECT id, row_number() OVER (ORDER BY last_activity_at DESC, id DESC) AS place,
      to_char(last_activity_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at FROM conversations WHERE tenant_id = $1) x
    WHERE place % 997 = 0 AND place <= 90000`);
  const names = await some('SELECT name FROM contacts WHERE tenant_id = $1 ORDER BY md5(id::text) LIMIT 100');
  return {
    labels: await ids('SELECT id FROM labels WHERE tenant_id = $1 ORDER BY id'),
    contacts: await ids('SELECT id FROM contacts WHERE tenant_id = $1 ORDER BY md5(id::text) LIMIT 100'),
    names: names.map((row) => String(row['name']).slice(0, 9)),
    conversations: await ids('SELECT id FROM conversations WHERE tenant_id = $1 ORDER BY md5(id::text) LIMIT 100'),
    deep: deep.map((row) => [String(row['at']), String(row['id'])]),
  };
}

function timingTable(timings: readonly Timing[], { threads, threadLength }: InboxSize): Table {
  return {
    title: `one tenant with ${threads} conversations and ${threads * threadLength} messages, ${ROUNDS} times each, ms`,
    columns: ['what', 'p50', 'p95', 'slowest', 'CPU of Postgres, mean'],
    rows: timings.map(({ name, p50, p95, slowest, cpu }) => [name, p50, p95, slowest, cpu]),
  };
}

function costTable({ searchable, withoutIndex, withoutSearch }: InsertCost): Table {
  return {
    title: 'writing one message, µs of CPU in Postgres',
    columns: ['searchable', 'without the index', 'without the words'],
    rows: [[searchable, withoutIndex, withoutSearch]],
  };
}
