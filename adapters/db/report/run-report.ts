import { InvalidInput, NotFound, StoreUnavailable } from '#domain/errors.ts';
import type { Report, ReportDesk, ReportValue } from '#domain/report/report.ts';
import type { ReportQuery } from '#domain/report/report-query.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { compileReport } from './compile-report.ts';
import type { CompiledReport } from './compile-report.ts';

/** Longest run of one report, ms. */
const TIME_LIMIT_MS = 5_000;

const PLACE: Statement = {
  name: 'report_place',
  text: 'SELECT t.time_zone AS "timeZone", t.currency, reports.open()::text FROM tenants t WHERE t.id = $1',
};

/** Until the end of the transaction: reads only, briefly, as a role that sees the report views and nothing else. */
const LOCK_DOWN: Statement = {
  name: 'lock_down_report',
  text: `SELECT set_config('transaction_read_only', 'on', true), set_config('statement_timeout', $1, true),
  set_config('role', 'colloquy_reader', true)`,
};

/** Reports in Postgres. */
export function createReportDesk(db: Database): ReportDesk {
  return {
    async run(tenantId, query) {
      try {
        return await inTenant(db, tenantId, (tx) => runReport(tx, query));
      } catch (error) {
        throw tooLong(error);
      }
    },
  };
}

async function runReport(tx: Tx, query: ReportQuery): Promise<Report> {
  const [place] = await tx.rows<{ timeZone: string; currency: string }>(PLACE, [tx.tenantId]);
  if (place === undefined) throw new NotFound(`tenant ${tx.tenantId}: not found`);
  const compiled = compileReport(query, place);
  await tx.rows(LOCK_DOWN, [String(TIME_LIMIT_MS)]);
  const rows = await tx.rows<Record<string, unknown>>({ name: '', text: compiled.text }, compiled.values);
  return toReport(compiled, rows);
}

function toReport({ columns, limit }: CompiledReport, rows: readonly Record<string, unknown>[]): Report {
  return {
    columns,
    truncated: rows.length > limit,
    rows: rows.slice(0, limit).map((row) => columns.map((column, index) => valueOf(row[`c${index + 1}`], column.kind))),
  };
}

/** The driver gives large and exact numbers as text, and times as dates. */
function valueOf(value: unknown, kind: string): ReportValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (kind === 'number' || kind === 'money') return Number(value);
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' ? value.trim() : JSON.stringify(value);
}

/** A statement that was cut for its time is the question's fault; it would not be faster the next time. */
function tooLong(error: unknown): unknown {
  if (!(error instanceof StoreUnavailable) || !error.message.includes('57014')) return error;
  return new InvalidInput(`the question takes longer than ${TIME_LIMIT_MS / 1_000} s to answer; ask for less`);
}
