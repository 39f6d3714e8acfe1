import { parseMoney } from '#domain/money/format-money.ts';
import { InvalidInput } from '#domain/errors.ts';
import { fieldKind } from '#domain/report/datasets.ts';
import type { FieldKind } from '#domain/report/datasets.ts';
import type { ReportColumnHead } from '#domain/report/report.ts';
import { MOST_ROWS, queryProblems } from '#domain/report/report-query.ts';
import type { ReportColumn, ReportFilter, ReportQuery } from '#domain/report/report-query.ts';

export interface CompiledReport {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly columns: readonly ReportColumnHead[];
  readonly limit: number;
}

export interface ReportPlace {
  /** IANA zone in which days begin. */
  readonly timeZone: string;
  readonly currency: string;
}

const DEFAULT_ROWS = 50;
const SIGNS = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** Beginning of a period and of what follows it, as expressions over `d`, the first moment of today in the shop's zone. */
const PERIOD: Readonly<Record<string, readonly [string, string]>> = {
  today: ['d', "d + interval '1 day'"],
  yesterday: ["d - interval '1 day'", 'd'],
  tomorrow: ["d + interval '1 day'", "d + interval '2 days'"],
  this_week: ["date_trunc('week', d)", "date_trunc('week', d) + interval '7 days'"],
  last_week: ["date_trunc('week', d) - interval '7 days'", "date_trunc('week', d)"],
  this_month: ["date_trunc('month', d)", "date_trunc('month', d) + interval '1 month'"],
  last_month: ["date_trunc('month', d) - interval '1 month'", "date_trunc('month', d)"],
  last_7_days: ["d - interval '6 days'", "d + interval '1 day'"],
  last_30_days: ["d - interval '29 days'", "d + interval '1 day'"],
};

/**
 * A checked query as one SELECT. Names come from our own list, values go as parameters: nothing that a model or a person
 * wrote becomes SQL.
 * @throws InvalidInput
 */
export function compileReport(query: ReportQuery, place: ReportPlace): CompiledReport {
  const problems = queryProblems(query);
  if (problems.length > 0) throw new InvalidInput(problems.join('; '));
  const values: unknown[] = [place.timeZone];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const select = withCurrency(query);
  const isGrouped = select.some((column) => column.aggregate !== undefined);
  const expressions = select.map(expressionOf);
  const where = (query.filters ?? []).map((filter) => conditionOf(query, filter, place, bind));
  const groups = select.flatMap((column, index) => (column.aggregate === undefined ? [String(index + 1)] : []));
  const order = (query.order_by ?? []).map(({ column, direction }) => `${column} ${direction} NULLS LAST`);
  const limit = query.limit ?? (isGrouped ? MOST_ROWS : DEFAULT_ROWS);
  const text = [
    `SELECT ${expressions.map((expression, index) => `${expression} AS c${index + 1}`).join(', ')}`,
    `FROM reports.${query.dataset}, (SELECT date_trunc('day', now() AT TIME ZONE $1) AS d) AS today`,
    ...(where.length > 0 ? [`WHERE ${where.join(' AND ')}`] : []),
    ...(isGrouped && groups.length > 0 ? [`GROUP BY ${groups.join(', ')}`] : []),
    `ORDER BY ${[...order, ...groups, ...(isGrouped ? [] : ['1'])].join(', ') || '1'}`,
    `LIMIT ${limit + 1}`,
  ].join('\n');
  return { text, values, limit, columns: select.map((column) => headOf(query, column)) };
}

/** An amount says nothing without its currency, and amounts of two currencies are never added. */
function withCurrency(query: ReportQuery): readonly ReportColumn[] {
  const hasMoney = query.select.some((column) => kindOf(query, column) === 'money');
  const hasCurrency = query.select.some((column) => column.field === 'currency' && column.aggregate === undefined);
  return hasMoney && !hasCurrency ? [...query.select, { field: 'currency' }] : query.select;
}

function expressionOf({ field, aggregate, bucket }: ReportColumn): string {
  if (field === '*') return 'count(*)::int';
  if (bucket === 'weekday') return `to_char(${field} AT TIME ZONE $1, 'ID Day')`;
  if (bucket === 'hour') return `to_char(${field} AT TIME ZONE $1, 'HH24:00')`;
  if (bucket !== undefined) return `to_char(date_trunc('${bucket}', ${field} AT TIME ZONE $1), 'YYYY-MM-DD')`;
  switch (aggregate) {
    case undefined:
      return field;
    case 'count':
      return `count(${field})::int`;
    case 'count_distinct':
      return `count(DISTINCT ${field})::int`;
    case 'avg':
      return `round(avg(${field}), 2)`;
    default:
      return `${aggregate}(${field})`;
  }
}

function conditionOf(
  query: ReportQuery,
  { field, op, value }: ReportFilter,
  place: ReportPlace,
  bind: (value: unknown) => string,
): string {
  const kind = fieldKind(query.dataset, field) ?? 'text';
  const given = (one: unknown) => bind(kind === 'money' ? minorOf(one, place.currency) : one);
  switch (op) {
    case 'is_null':
      return value === true ? `${field} IS NULL` : `${field} IS NOT NULL`;
    case 'within': {
      const [from, until] = PERIOD[String(value)] ?? ['d', 'd'];
      return `${field} AT TIME ZONE $1 >= ${from} AND ${field} AT TIME ZONE $1 < ${until}`;
    }
    case 'contains': {
      // position(), not LIKE: no character of the value means anything. Letters are folded as in search; a value of
      // signs only is looked for as it is.
      const words = bind(value);
      const folded = `btrim(public.search_text(${words}))`;
      return `(CASE WHEN ${folded} = '' THEN position(${words} IN ${field}) ELSE position(${folded} IN public.search_text(${field})) END) > 0`;
    }
    case 'in':
      return `${field} IN (${(Array.isArray(value) ? value : [value]).map((one) => typed(kind, given(one))).join(', ')})`;
    default:
      return kind === 'text'
        ? `lower(${field}) ${SIGNS[op]} lower(${given(value)}::text)`
        : `${kind === 'time' ? `${field} AT TIME ZONE $1` : field} ${SIGNS[op]} ${typed(kind, given(value))}`;
  }
}

function typed(kind: FieldKind, parameter: string): string {
  const types = { text: 'text', number: 'numeric', money: 'numeric', time: 'timestamp', flag: 'boolean' } as const;
  return `${parameter}::${types[kind]}`;
}

function minorOf(value: unknown, currency: string): number {
  const minor = parseMoney(String(value), currency);
  if (minor === undefined) throw new InvalidInput(`filters: "${String(value)}" is no amount of ${currency}`);
  return minor;
}

function headOf(query: ReportQuery, column: ReportColumn): ReportColumnHead {
  const { field, aggregate, bucket } = column;
  if (field === '*') return { name: 'count', kind: 'number' };
  if (bucket !== undefined) return { name: `${field} by ${bucket}`, kind: 'text' };
  const name = aggregate === undefined ? field : `${aggregate.replace('_', ' ')} of ${field}`;
  return { name, kind: kindOf(query, column) };
}

function kindOf(query: ReportQuery, { field, aggregate, bucket }: ReportColumn): FieldKind {
  if (aggregate === 'count' || aggregate === 'count_distinct') return 'number';
  return bucket === undefined ? (fieldKind(query.dataset, field) ?? 'text') : 'text';
}
