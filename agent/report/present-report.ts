import { formatMoney } from '#domain/money/format-money.ts';
import type { Passage } from '#domain/knowledge/passage.ts';
import type { Report, ReportValue } from '#domain/report/report.ts';

const SHOWN = 20;
const LONGEST_QUOTE = 600;

/** A report with its amounts in words of people: `52.00 ILS`. */
export function presentReport(report: Report): {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ReportValue[])[];
} {
  const currency = report.columns.findIndex((column) => column.name === 'currency');
  const rows = report.rows.map((row) =>
    row.map((value, index) => {
      const code = row[currency];
      if (report.columns[index]?.kind !== 'money' || typeof value !== 'number') return value;
      return typeof code === 'string' ? `${formatMoney(Math.round(value), code)} ${code}` : value;
    }),
  );
  return { columns: report.columns.map((column) => column.name), rows };
}

/**
 * The answer in words, made of the rows and of nothing else: no model writes it, so no figure can be invented.
 */
export function reportText(report: Report): string {
  const { columns, rows } = presentReport(report);
  if (rows.length === 0) return 'Nothing was found.';
  const hidden = new Set(columns.flatMap((name, index) => (name === 'currency' && columns.length > 1 ? [index] : [])));
  const [first] = rows;
  const shown = columns.flatMap((_, index) => (hidden.has(index) ? [] : [index]));
  if (rows.length === 1 && first !== undefined) {
    return shown.map((index) => `${columns[index]}: ${word(first[index])}`).join('; ');
  }
  const lines = rows.slice(0, SHOWN).map((row) => `• ${shown.map((index) => word(row[index])).join(' – ')}`);
  const more = rows.length > SHOWN || report.truncated ? ['…'] : [];
  return [shown.map((index) => columns[index]).join(' – '), ...lines, ...more].join('\n');
}

/** Passages as an answer that names its sources. */
export function passagesText(passages: readonly Passage[]): string {
  if (passages.length === 0) return 'The documents say nothing about it.';
  return passages
    .slice(0, 3)
    .map(({ document, page, section, text }) => {
      const place = page === null ? (section === null ? '' : ` (${section})`) : `, page ${page}`;
      const quote = text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE).toWellFormed()}…`;
      return `${document}${place}: ${quote}`;
    })
    .join('\n\n');
}

function word(value: ReportValue | undefined): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
