import type { Request, Response } from 'express';
import { uploadedBytes } from '#api/http/mount.ts';
import { HttpProblem } from '#api/http/problem.ts';
import type { ProductService } from '#api/product-service.ts';
import type { TenantRef } from '#api/records.ts';
import { readImportRow, withoutRepeats } from '#domain/product/import-row.ts';

const LARGEST_TABLE = 20 * 2 ** 20;
const SHOWN = 200;

/** Read when the caller is known: nobody else makes us take 20 MB. */
export const takeTable = uploadedBytes(LARGEST_TABLE);

/** @throws HttpProblem 415, 422 (with the rows that are wrong), InvalidInput */
export async function importTable(
  products: ProductService,
  tenant: TenantRef,
  mode: 'all' | 'valid',
  request: Request,
  response: Response,
): Promise<void> {
  const format = formatOf(request);
  const body: unknown = request.body;
  if (!(body instanceof Uint8Array) || body.length === 0) {
    throw new HttpProblem(400, 'MalformedBody', 'Send the table as the body.');
  }
  const [table, currency] = await Promise.all([products.readTable(body, format), products.currencyOf(tenant.id)]);
  if (table.length === 0) throw new HttpProblem(422, 'EmptyTable', 'The table has no rows.');
  const rows = withoutRepeats(table.map((row) => readImportRow(row, currency)));
  const report = await products.importRows(tenant.id, rows, mode);
  const errors = report.errors.slice(0, SHOWN);
  const wrong = report.errors.length;
  if (!report.applied) {
    const detail = `${wrong} of ${table.length} rows can't be read; nothing was written.`;
    throw new HttpProblem(422, 'RowsRefused', detail, { extra: { errors, wrong_rows: wrong } });
  }
  const { created, updated, unchanged } = report;
  response.json({ created, updated, unchanged, errors, wrong_rows: wrong });
}

function formatOf(request: Request): 'csv' | 'json' {
  const type = request.get('content-type') ?? '';
  if (/^(?:text|application)\/csv\b/i.test(type)) return 'csv';
  if (/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) return 'json';
  throw new HttpProblem(415, 'UnsupportedMediaType', 'Send text/csv or application/json.');
}
