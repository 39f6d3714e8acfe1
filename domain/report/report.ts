import type { FieldKind } from './datasets.ts';
import type { ReportQuery } from './report-query.ts';

export type ReportValue = string | number | boolean | null;

export interface ReportColumnHead {
  /** `sum of total`, `status`, `created_at by day`. */
  readonly name: string;
  /** `money` values are minor units; the row's currency stands in the column `currency`. */
  readonly kind: FieldKind;
}

/** What a query came to. */
export interface Report {
  readonly columns: readonly ReportColumnHead[];
  readonly rows: readonly (readonly ReportValue[])[];
  /** True when there were more rows than the limit. */
  readonly truncated: boolean;
}

/** Runs a checked query over one tenant's data, and reads nothing else. */
export interface ReportDesk {
  /** @throws InvalidInput for what does not fit, or takes too long */
  run(tenantId: string, query: ReportQuery): Promise<Report>;
}
