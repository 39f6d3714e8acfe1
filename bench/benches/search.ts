import pg from 'pg';
import type { Embedder } from '#domain/embedder.ts';
import { createHashingEmbedder } from '#adapters/embeddings/hashing-embedder.ts';
import { migrate } from '#adapters/db/migrate.ts';
import { openDatabase } from '#adapters/db/pool.ts';
import type { Database } from '#adapters/db/pool.ts';
import type { Corpus } from '#adapters/db/search/search-ids.ts';
import { percentile } from '#bench/measure/stats.ts';
import type { BenchOptions } from '#bench/options.ts';
import { embedAll, fillLabelledShop } from '#bench/search/fill.ts';
import { fillLarge } from '#bench/search/fill-large.ts';
import { QUESTION_KINDS } from '#bench/search/labelled/labelled.ts';
import { makeQuestions, meaningTimes, searchTimes, WAYS } from '#bench/search/measure-latency.ts';
import type { AskedQuestion, Way } from '#bench/search/measure-latency.ts';
import { ARMS, LABELLED_SHOPS, measureRecall, recallOf } from '#bench/search/measure-recall.ts';
import type { Answered } from '#bench/search/measure-recall.ts';
import type { Bar, Outcome, Table } from './outcome.ts';

const LIMIT_MS = 50;
/** Products between the labelled ones, of each language. */
const OTHERS = 700;
const QUESTIONS = 200;
/** A scan of everything takes seconds. */
const SLOW_QUESTIONS = 12;
const CORPORA: readonly Corpus[] = ['products', 'knowledge_chunks'];

interface Timing {
  readonly corpus: Corpus;
  readonly rows: number;
  readonly way: Way | 'whole search';
  readonly p50: number;
  readonly p95: number;
  /** The server's processor time, 95th percentile; null = not seen. */
  readonly cpuP95: number | null;
}

/**
 * Recall on the labelled shops, and how long a search takes in a large one.
 * @param url of an empty database, its owner's; with pgvector its index is measured as well
 */
export async function benchSearch(
  url: string,
  options: Pick<BenchOptions, 'products' | 'chunks'>,
  progress: (line: string) => void,
): Promise<Outcome> {
  await migrate(url);
  const embedder = createHashingEmbedder();
  const db = openDatabase({ url, applicationName: 'bench-search', statementTimeoutMs: 120_000 });
  try {
    const answered = await recall(db, embedder);
    progress('recall is measured');
    const { timings, pgvector } = await latency(db, url, embedder, options, progress);
    return {
      tables: [...recallTables(answered), latencyTable(timings, pgvector)],
      bars: [...recallBars(answered), ...latencyBars(timings)],
      violations: [],
      kept: '',
      data: { answered, timings, pgvector },
    };
  } finally {
    await db.close();
  }
}

async function recall(db: Database, embedder: Embedder): Promise<readonly Answered[]> {
  const tenantId = await fillLabelledShop(db, OTHERS);
  await embedAll(db, tenantId, embedder);
  return measureRecall(db, tenantId, embedder);
}

async function latency(
  db: Database,
  url: string,
  embedder: Embedder,
  size: Pick<BenchOptions, 'products' | 'chunks'>,
  progress: (line: string) => void,
): Promise<{ readonly timings: readonly Timing[]; readonly pgvector: string | null }> {
  // An index is made faster over what is there than row by row.
  await asOwner(
    url,
    'DROP INDEX IF EXISTS products_meaning, knowledge_chunks_meaning, products_search, knowledge_chunks_search',
  );
  const { tenantId, words } = await fillLarge(db, size, progress);
  await embedAll(db, tenantId, embedder);
  progress('vectors are made');
  await asOwner(url, 'SELECT ensure_search_indexes()');
  await asOwner(url, 'VACUUM ANALYZE');
  progress('indexes are made');
  const [extension] = await asOwner(url, `SELECT extversion FROM pg_extension WHERE extname = 'vector'`);
  const pgvector = typeof extension?.['extversion'] === 'string' ? extension['extversion'] : null;
  const questions = await makeQuestions(QUESTIONS, words, embedder);
  const timings: Timing[] = [];
  for (const corpus of CORPORA) {
    const rows = corpus === 'products' ? size.products : size.chunks;
    // The first ones read from disk what a running shop has in memory.
    await searchTimes(db, tenantId, corpus, questions.slice(0, 50));
    const times = await searchTimes(db, tenantId, corpus, questions);
    const cpu = times.flatMap(({ cpuMs }) => cpuMs ?? []);
    timings.push({
      corpus,
      rows,
      way: 'whole search',
      ...spread(times.map(({ ms }) => ms)),
      cpuP95: cpu.length === times.length ? percentile(cpu, 0.95) : null,
    });
    for (const way of WAYS.filter((each) => pgvector !== null || each === 'signatures' || each === 'exact')) {
      timings.push({
        corpus,
        rows,
        way,
        ...spread(await meaningTimes(url, tenantId, corpus, way, chosen(way, questions))),
        cpuP95: null,
      });
      progress(`${corpus}: ${way}`);
    }
  }
  return { timings, pgvector };
}

function chosen(way: Way, questions: readonly AskedQuestion[]): readonly AskedQuestion[] {
  return way === 'exact' ? questions.slice(0, SLOW_QUESTIONS) : questions;
}

function spread(times: readonly number[]): Pick<Timing, 'p50' | 'p95'> {
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

async function asOwner(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench-search' });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function recallTables(answered: readonly Answered[]): readonly Table[] {
  const rows = LABELLED_SHOPS.flatMap(({ language }) =>
    ARMS.map((arms) => [
      language,
      arms === 'text' ? 'full text alone' : arms === 'vector' ? 'vector alone' : 'hybrid',
      recallOf(answered, { language, arms }),
      ...QUESTION_KINDS.map((kind) => recallOf(answered, { language, arms, kind })),
    ]),
  );
  const asked = answered.length / ARMS.length;
  return [
    {
      title: `recall@5 of ${asked} questions, the offline embedder, ${OTHERS * LABELLED_SHOPS.length} other products of the same words`,
      columns: ['language', 'way', 'all', ...QUESTION_KINDS],
      rows,
    },
  ];
}

function latencyTable(timings: readonly Timing[], pgvector: string | null): Table {
  const rows = timings.map(({ corpus, rows: size, way, p50, p95, cpuP95 }) => [
    corpus,
    size,
    way === 'whole search' ? way : `meaning: ${way}`,
    p50,
    p95,
    cpuP95 ?? '–',
    // A scan's time grows with the rows, an index's hardly.
    way === 'index' || way === 'whole search' ? '–' : Math.floor((size * LIMIT_MS) / p95),
  ]);
  const server = pgvector === null ? 'without pgvector' : `pgvector ${pgvector}`;
  return {
    title: `one tenant, ${server}, one search at a time, ms`,
    columns: ['rows of', 'rows', 'what', 'p50', 'p95', 'processor p95', `fit (p95 <= ${LIMIT_MS} ms) up to rows`],
    rows,
  };
}

function recallBars(answered: readonly Answered[]): readonly Bar[] {
  return LABELLED_SHOPS.map(({ language }) => ({
    name: `${language}: hybrid against the better of text and vector, recall@5`,
    value: recallOf(answered, { language, arms: 'hybrid' }),
    limit: Math.max(recallOf(answered, { language, arms: 'text' }), recallOf(answered, { language, arms: 'vector' })),
    direction: '>=',
    unit: '',
  }));
}

function latencyBars(timings: readonly Timing[]): readonly Bar[] {
  return timings
    .filter((timing) => timing.way === 'whole search')
    .map(({ corpus, rows, p95 }) => ({
      name: `a search among ${rows} ${corpus.replace('_', ' ')}, p95`,
      value: p95,
      limit: LIMIT_MS,
      direction: '<=',
      unit: ' ms',
    }));
}
