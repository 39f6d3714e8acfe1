import type { Lead } from './lead.ts';

const COLUMNS = ['id', 'name', 'email', 'whatsapp', 'interest', 'source', 'consent_at', 'created_at'] as const;

/** Beginnings that make a spreadsheet compute a cell, also behind blanks and in their full-width forms. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** RFC 4180 with a byte order mark, so that spreadsheets read UTF-8. Cells of customers never become formulas. */
export function leadsCsv(leads: readonly Lead[]): string {
  const rows = leads.map((lead) => [
    lead.id,
    lead.name,
    lead.email ?? '',
    lead.whatsapp ?? '',
    lead.interest ?? '',
    lead.source,
    lead.consentAt,
    lead.createdAt,
  ]);
  return `\uFEFF${[COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string): string {
  const harmless = FORMULA.test(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
