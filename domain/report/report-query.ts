import { z } from 'zod';
import { DATASET_NAMES, fieldKind } from './datasets.ts';
import type { DatasetName, FieldKind } from './datasets.ts';

export const AGGREGATES = ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'] as const;
export const BUCKETS = ['hour', 'day', 'week', 'month', 'weekday'] as const;
export const OPERATORS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'contains', 'in', 'is_null', 'within'] as const;
export const PERIODS = [
  'today',
  'yesterday',
  'tomorrow',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'last_7_days',
  'last_30_days',
] as const;

export const MOST_ROWS = 200;

const field = z.string().max(40);
const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);

const column = z.strictObject({
  field: field.describe('A field of the dataset, or * with aggregate count.'),
  aggregate: z.enum(AGGREGATES).optional(),
  bucket: z.enum(BUCKETS).optional().describe('For a time field: group by it, in the shop’s time zone.'),
});

const filter = z.strictObject({
  field,
  op: z.enum(OPERATORS),
  value: z
    .union([scalar, z.array(scalar).min(1).max(50)])
    .optional()
    .describe(`Money in major units, times as ISO 8601, for within one of: ${PERIODS.join(', ')}.`),
});

/** A question about data as the model fills it in. It is no SQL, and no part of it becomes SQL but as a parameter. */
export const reportQuery = z.strictObject({
  dataset: z.enum(DATASET_NAMES as [DatasetName, ...DatasetName[]]),
  select: z.array(column).min(1).max(8),
  filters: z.array(filter).max(10).optional(),
  order_by: z
    .array(
      z.strictObject({
        column: z.int().min(1).max(8).describe('Which of select, counted from 1.'),
        direction: z.enum(['asc', 'desc']),
      }),
    )
    .max(3)
    .optional(),
  limit: z.int().min(1).max(MOST_ROWS).optional(),
});
export type ReportQuery = z.output<typeof reportQuery>;
export type ReportFilter = NonNullable<ReportQuery['filters']>[number];
export type ReportColumn = ReportQuery['select'][number];

const NUMERIC: readonly FieldKind[] = ['number', 'money'];
const ORDERED: readonly FieldKind[] = ['number', 'money', 'time'];

/** What in a query does not fit its dataset; empty when it can be run. */
export function queryProblems(query: ReportQuery): string[] {
  return [
    ...query.select.flatMap((one) => columnProblems(query.dataset, one)),
    ...(query.filters ?? []).flatMap((one) => filterProblems(query.dataset, one)),
    ...(query.order_by ?? []).flatMap(({ column: place }) =>
      place > query.select.length ? [`order_by: there is no column ${place} in select`] : [],
    ),
  ];
}

function columnProblems(dataset: DatasetName, { field: name, aggregate, bucket }: ReportColumn): string[] {
  if (name === '*') return aggregate === 'count' && bucket === undefined ? [] : ['select: * needs aggregate count'];
  const kind = fieldKind(dataset, name);
  if (kind === undefined) return [`select: ${dataset} has no field "${name}"`];
  if (bucket !== undefined && (kind !== 'time' || aggregate !== undefined)) {
    return [`select: bucket goes with a time field without aggregate, "${name}" is ${kind}`];
  }
  if ((aggregate === 'sum' || aggregate === 'avg') && !NUMERIC.includes(kind)) {
    return [`select: ${aggregate} needs a number, "${name}" is ${kind}`];
  }
  return [];
}

function filterProblems(dataset: DatasetName, { field: name, op, value }: ReportFilter): string[] {
  const kind = fieldKind(dataset, name);
  if (kind === undefined) return [`filters: ${dataset} has no field "${name}"`];
  const wrong = (expected: string) => [`filters: ${name} ${op}: expected ${expected}`];
  if (op === 'is_null') return typeof value === 'boolean' ? [] : wrong('true or false');
  if (op === 'within') {
    if (kind !== 'time') return wrong('a time field');
    return (PERIODS as readonly unknown[]).includes(value) ? [] : wrong(`one of ${PERIODS.join(', ')}`);
  }
  if (op === 'contains') return kind === 'text' && typeof value === 'string' ? [] : wrong('words, for a text field');
  if (op === 'in') {
    return Array.isArray(value) && value.every((one) => fits(kind, one)) ? [] : wrong(`a list of ${kind} values`);
  }
  if (['gt', 'gte', 'lt', 'lte'].includes(op) && !ORDERED.includes(kind)) return wrong('a number or time field');
  return value !== undefined && !Array.isArray(value) && fits(kind, value) ? [] : wrong(`a ${kind} value`);
}

function fits(kind: FieldKind, value: unknown): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'time':
      return (
        typeof value === 'string' &&
        /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.+Z-]{1,30})?$/.test(value) &&
        !Number.isNaN(Date.parse(value))
      );
    case 'number':
    case 'money':
      return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 1e12;
  }
}
