import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { QueryResultRow } from 'pg';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

/** Extensions that the in-process Postgres of the tests has. */
export type LiteExtension = 'vector' | 'pg_trgm' | 'btree_gin' | 'btree_gist';

/** A Postgres without a server, with the schema and the wanted extensions; it has one session. */
export interface LiteDatabase {
  /** As the superuser. */
  sql<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** As the application, in a transaction of this tenant. */
  inTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly rows?: QueryResultRow[];
  readonly error?: string;
}

/** Starts it in a process of its own; see `pgvector-main.ts`. */
export async function openLiteDatabase(extensions: readonly LiteExtension[]): Promise<LiteDatabase> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'pgvector-main.ts'), ...extensions], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  const ready = new Promise<Answer>((answered) => waiting.set(0, answered));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = JSON.parse(line) as Answer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  child.on('exit', (code) => {
    for (const answered of waiting.values()) answered({ id: -1, error: `the process ended with ${code}` });
  });
  const sql = async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
    const id = (asked += 1);
    const answer = new Promise<Answer>((answered) => waiting.set(id, answered));
    child.stdin.write(`${JSON.stringify({ id, text, values })}\n`);
    const { rows, error } = await answer;
    if (error !== undefined) throw new Error(`${text.slice(0, 200)}: ${error}`);
    return (rows ?? []) as Row[];
  };
  const started = await ready;
  if (started.error !== undefined) throw new Error(started.error);
  return {
    sql,
    async inTenant(tenantId, work) {
      const rows = <Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []) =>
        sql<Row>(statement.text, values);
      await sql('BEGIN');
      try {
        await sql(`SELECT set_config('app.current_tenant_id', $1, true)`, [tenantId]);
        await sql('SET LOCAL role colloquy_app');
        const result = await work({ tenantId, rows, last: rows });
        await sql('COMMIT');
        return result;
      } catch (error) {
        await sql('ROLLBACK');
        throw error;
      }
    },
    async close() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
