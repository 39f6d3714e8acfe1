import type { MachineFacts } from '#bench/measure/machine.ts';
import { holds } from '#bench/benches/outcome.ts';
import type { Bar, Outcome, Table } from '#bench/benches/outcome.ts';

const KEPT = 'Every message was answered once and ordered once where the run says so.';

/** The machine, the tables, PASS or FAIL by bar, and what broke. */
export function renderReport(machine: MachineFacts, outcome: Outcome): string {
  return [
    ...Object.entries(machine).map(([name, value]) => `${name.padEnd(14)} ${value}`),
    '',
    ...outcome.tables.flatMap((table) => [renderTable(table), '']),
    ...outcome.bars.map(renderBar),
    ...outcome.violations.map((violation) => `BROKEN ${violation}`),
    ...(outcome.violations.length === 0 ? [outcome.kept ?? KEPT] : []),
    '',
  ].join('\n');
}

/** A table in Markdown, its columns aligned for reading as plain text too. */
export function renderTable(table: Table): string {
  const cells = [table.columns, ...table.rows].map((row) => row.map(cell));
  const widths = table.columns.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [table.title, '', line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

export function renderBar(bar: Bar): string {
  return `${holds(bar) ? 'PASS' : 'FAIL'} ${bar.name}: ${cell(bar.value)}${bar.unit} (${bar.direction} ${bar.limit}${bar.unit})`;
}

/** Three significant places for small figures, whole numbers for big ones. */
function cell(value: string | number): string {
  if (typeof value === 'string') return value;
  if (Number.isNaN(value)) return '–';
  if (Number.isInteger(value) || Math.abs(value) >= 100) return String(Math.round(value));
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}
