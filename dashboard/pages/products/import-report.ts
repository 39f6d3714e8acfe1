import type { paths } from '#dashboard/api/schema.gen.d.ts';

type Answer = paths['/v1/products/import']['post']['responses'][200]['content']['application/json'];

/** What became of a table, also one that was refused. */
export interface ImportReport extends Pick<Answer, 'created' | 'updated' | 'unchanged' | 'errors'> {
  readonly wrongRows: number;
}

/** The answer, or the problem of a refused table, which has the rows and no counts. */
export function readReport(answer: unknown): ImportReport {
  const { created = 0, updated = 0, unchanged = 0, errors = [], wrong_rows: wrongRows = 0 } = answer as Partial<Answer>;
  return { created, updated, unchanged, errors, wrongRows };
}
