import { parseArgs } from 'node:util';
import { z } from 'zod';

export const BENCHES = ['turns', 'crash', 'burst', 'postgres', 'search', 'inbox', 'live', 'deploy'] as const;
export type BenchName = (typeof BENCHES)[number];
export const SUBJECTS = ['colloquy', 'baseline'] as const;
export type SubjectName = (typeof SUBJECTS)[number];

export interface BenchOptions {
  readonly bench: BenchName;
  /** Customers at the highest concurrency; lower ones use fewer, so that a run stays short. */
  readonly conversations: number;
  /** Messages of each customer. */
  readonly turns: number;
  readonly concurrency: readonly number[];
  /** How long the model takes to answer, ms; every value is measured. */
  readonly latencyMs: readonly number[];
  /** How often the two subjects take turns; figures are medians over the rounds. */
  readonly rounds: number;
  /** Turns of the one long conversation. */
  readonly long: number;
  /** Messages of the crash run. */
  readonly messages: number;
  /** What the search run looks through. */
  readonly products: number;
  readonly chunks: number;
  /** Seconds of the live run and of the deploy run. */
  readonly seconds: number;
  /** Conversations of the inbox run, and messages of each on average. */
  readonly threads: number;
  readonly threadLength: number;
  /** Owner's URL of an empty database for the search and inbox runs, e.g. one with pgvector; undefined = the embedded server. */
  readonly database: string | undefined;
  readonly subjects: readonly SubjectName[];
  readonly json: boolean;
}

export const USAGE = `npm run bench -- [turns|crash|burst|postgres|search|inbox|live|deploy] [options]
  --quick               a short run (40 conversations x 3 turns, one round, long conversation of 100 turns)
  --conversations N     customers at the highest concurrency, and of the burst run; clients of the live run (200)
  --turns N             messages of each customer (5)
  --concurrency A,B,C   turns in flight (1,10,50)
  --latency A,B         model latency in ms (0,300; the crash run takes the last)
  --rounds N            how often the two systems take turns (2)
  --long N              turns of the one long conversation (2000; 0 = leave it out)
  --messages N          messages of the crash run (400)
  --products N          products of the search run (50000)
  --chunks N            chunks of knowledge of the search run (100000)
  --threads N           conversations of the inbox run (100000)
  --thread-length N     messages of each of them (20)
  --seconds N           length of the live run and of the load of the deploy run (60)
  --database URL        an empty database for the search or inbox run, as its owner; the embedded server has no pgvector
  --subject NAME        only colloquy or only baseline (no ratios then)
  --json                the whole result as one line of JSON at the end`;

const count = z.coerce.number().int().min(1).max(100_000);
const milliseconds = z.coerce.number().int().min(0).max(60_000);
const list = (value: unknown): unknown => (typeof value === 'string' ? value.split(',') : value);

const schema = z.object({
  bench: z.enum(BENCHES),
  conversations: count,
  turns: count,
  concurrency: z.preprocess(list, z.array(count).min(1)),
  latency: z.preprocess(list, z.array(milliseconds).min(1)),
  rounds: count,
  long: z.coerce.number().int().min(0).max(10_000),
  messages: count,
  products: count,
  chunks: count,
  seconds: count,
  threads: count,
  'thread-length': z.coerce.number().int().min(2).max(1_000),
  database: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  subject: z.enum(SUBJECTS).optional(),
  json: z.boolean(),
});

const FULL = {
  conversations: '200',
  turns: '5',
  concurrency: '1,10,50',
  latency: '0,300',
  rounds: '2',
  long: '2000',
  messages: '400',
  products: '50000',
  chunks: '100000',
  seconds: '60',
  threads: '100000',
  'thread-length': '20',
};
const QUICK = {
  ...FULL,
  conversations: '40',
  turns: '3',
  latency: '0',
  rounds: '1',
  long: '100',
  messages: '100',
  products: '5000',
  chunks: '5000',
  seconds: '10',
  threads: '3000',
};

/** @throws Error with every wrong flag and the usage */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, strict: true, options: FLAGS });
  const { quick, json, ...given } = values;
  const parsed = schema.safeParse({
    ...(quick === true ? QUICK : FULL),
    ...given,
    json: json ?? false,
    bench: positionals[0] ?? 'turns',
  });
  if (!parsed.success || positionals.length > 1) {
    const issues = parsed.error?.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`) ?? [
      'one bench at a time',
    ];
    throw new Error(`${issues.join('\n')}\n\n${USAGE}`);
  }
  const { subject, latency, database, 'thread-length': threadLength, ...rest } = parsed.data;
  return {
    ...rest,
    threadLength,
    database,
    latencyMs: latency,
    subjects: subject === undefined ? SUBJECTS : [subject],
  };
}

const FLAGS = {
  quick: { type: 'boolean' },
  json: { type: 'boolean' },
  conversations: { type: 'string' },
  turns: { type: 'string' },
  concurrency: { type: 'string' },
  latency: { type: 'string' },
  rounds: { type: 'string' },
  long: { type: 'string' },
  messages: { type: 'string' },
  products: { type: 'string' },
  chunks: { type: 'string' },
  seconds: { type: 'string' },
  threads: { type: 'string' },
  'thread-length': { type: 'string' },
  database: { type: 'string' },
  subject: { type: 'string' },
} as const;
