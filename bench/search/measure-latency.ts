import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Embedder } from '#domain/embedder.ts';
import { meaningOf } from '#domain/search/meaning-of.ts';
import type { Meaning } from '#domain/search/search-desk.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { searchIds } from '#adapters/db/search/search-ids.ts';
import type { Corpus } from '#adapters/db/search/search-ids.ts';
import { pickWord } from './corpus.ts';
import { randomFrom } from './random.ts';

/** How the nearest vectors are found; `index` and `vectors` need pgvector. */
export const WAYS = ['index', 'vectors', 'signatures', 'exact'] as const;
export type Way = (typeof WAYS)[number];

export interface AskedQuestion {
  readonly said: string;
  readonly meaning: Meaning | null;
}

/** Questions of one to four words, every third with a slip of the pen. */
export async function makeQuestions(
  count: number,
  words: readonly string[],
  embedder: Embedder,
): Promise<readonly AskedQuestion[]> {
  const random = randomFrom(5);
  const questions: AskedQuestion[] = [];
  for (let index = 0; index < count; index += 1) {
    const said = Array.from({ length: 1 + (index % 4) }, () => pickWord(words, random)).map((word, place) =>
      index % 3 === 0 && place === 0 ? slip(word, random) : word,
    );
    const question = said.join(' ');
    questions.push({ said: question, meaning: await meaningOf(embedder, question) });
  }
  return questions;
}

/** What a search took by the clock, and of a processor on the server; null = it can't be seen from here. */
export interface SearchTime {
  readonly ms: number;
  readonly cpuMs: number | null;
}

const BACKEND = { name: 'bench_backend', text: 'SELECT pg_backend_pid() AS pid' };

/** Whole searches as the agent makes them. The processor's time says what a search costs while other programs run. */
export async function searchTimes(
  db: Database,
  tenantId: string,
  corpus: Corpus,
  questions: readonly AskedQuestion[],
): Promise<readonly SearchTime[]> {
  const backend = () => inTenant(db, tenantId, (tx) => tx.last<{ pid: number }>(BACKEND));
  const [{ pid } = { pid: 0 }] = await backend();
  const times: SearchTime[] = [];
  for (const question of questions) {
    const [from, cpuFrom] = [performance.now(), cpuOf(pid)];
    await inTenant(db, tenantId, (tx) => searchIds(tx, corpus, question, 10));
    const [ms, cpu] = [performance.now() - from, cpuOf(pid)];
    times.push({ ms, cpuMs: cpu === null || cpuFrom === null ? null : cpu - cpuFrom });
  }
  // Searches one after the other use one connection, unless it was lost.
  const [now] = await backend();
  return now?.pid === pid ? times : times.map(({ ms }) => ({ ms, cpuMs: null }));
}

/** Milliseconds that a process of Postgres has run, where it runs on this Linux machine. */
function cpuOf(pid: number): number | null {
  try {
    if (!readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')) return null;
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}

/** Only the search by meaning, one way, ms each. `url` is the owner's: the application may not choose the way. */
export async function meaningTimes(
  url: string,
  tenantId: string,
  corpus: Corpus,
  way: Way,
  questions: readonly AskedQuestion[],
): Promise<readonly number[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench-search' });
  await client.connect();
  try {
    await client.query(`SELECT set_config('app.current_tenant_id', $1, false)`, [tenantId]);
    await client.query('SET jit = off');
    const times: number[] = [];
    for (const { meaning } of questions) {
      if (meaning === null) continue;
      const values = [corpus, [...meaning.vector], meaning.embedder, meaning.floor, 50, way];
      const from = performance.now();
      await client.query('SELECT * FROM search_by_meaning($1, $2::real[], $3, $4::real, $5, $6)', values);
      times.push(performance.now() - from);
    }
    return times;
  } finally {
    await client.end();
  }
}

/** One letter lost, doubled or swapped with its neighbour. */
function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * Math.max(1, word.length - 2));
  const kind = Math.floor(random() * 3);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + word.charAt(at) + word.slice(at);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}
