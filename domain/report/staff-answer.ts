import type { ReportQuery } from './report-query.ts';
import type { ReportValue } from './report.ts';

/** What a question of staff came to. */
export interface StaffAnswer {
  readonly answer: string;
  /** `none`: neither records nor documents can show it. */
  readonly kind: 'data' | 'knowledge' | 'none';
  /** The form as it was run. */
  readonly query: ReportQuery | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ReportValue[])[];
  readonly truncated: boolean;
  readonly sources: readonly {
    readonly document: string;
    readonly section: string | null;
    readonly page: number | null;
  }[];
  readonly usage: {
    readonly provider: string;
    readonly model: string;
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly costNanoUsd: number;
  };
}

export interface StaffQuestion {
  readonly tenantId: string;
  readonly question: string;
}
