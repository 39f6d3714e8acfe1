import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse';
import { InvalidInput } from '#domain/errors.ts';
import type { TableRow } from '#domain/product/import-row.ts';

export type TableFormat = 'csv' | 'json';

const MOST_ROWS = 50_000;
const MOST_COLUMNS = 100;
const LARGEST_ROW = 100_000;
/** Where shops' own systems keep the list in a JSON document. */
const LISTS = ['products', 'items', 'data', 'catalog', 'results'];

/**
 * Reads a table of products: CSV with a header line (comma, semicolon or tab), or JSON (a list, or an object with a list
 * `products`, `items`, `data`, `catalog` or `results`).
 * @throws InvalidInput when it is no such table, or too large
 */
export async function readTable(bytes: Uint8Array, format: TableFormat): Promise<readonly TableRow[]> {
  if (!isUtf8(bytes)) throw new InvalidInput('table: expected text in UTF-8');
  const rows = format === 'json' ? readJson(bytes) : await readCsv(bytes);
  if (rows.length > MOST_ROWS) throw tooLong();
  return rows.map((row, index) => ({ row: index + 1, ...row }));
}

/** What a document says it is, else what it looks like. */
export function tableFormat(contentType: string | undefined, address: string, bytes: Uint8Array): TableFormat {
  if (/[/+]json\b/i.test(contentType ?? '') || /\.json(?:[?#]|$)/i.test(address)) return 'json';
  if (/\bcsv\b/i.test(contentType ?? '') || /\.(?:csv|tsv)(?:[?#]|$)/i.test(address)) return 'csv';
  const start = Buffer.from(bytes.subarray(0, 200)).toString('utf8').trimStart();
  return start.startsWith('[') || start.startsWith('{') ? 'json' : 'csv';
}

type Row = Omit<TableRow, 'row'>;

async function readCsv(given: Uint8Array): Promise<Row[]> {
  const { bytes, mark } = withoutMarkLine(given);
  const head = Buffer.from(bytes.subarray(0, 4_000)).toString('utf8');
  if (/^\uFEFF?\s*<(?:!doctype|html|\?xml)/iu.test(head))
    throw new InvalidInput('table: this is a web page, expected CSV or JSON');
  const parser = parse({
    bom: true,
    // A row of another length is told by its number, and does not make the table unreadable.
    relax_column_count: true,
    delimiter: mark ?? delimiterOf(head.split('\n', 1)[0] ?? ''),
    skip_empty_lines: true,
    trim: true,
    max_record_size: LARGEST_ROW,
    relax_quotes: true,
  });
  const rows: Row[] = [];
  let columns: readonly string[] | undefined;
  parser.end(bytes);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (rows.length === MOST_ROWS) throw tooLong();
      if (columns === undefined) columns = headings(cells);
      else rows.push(rowOf(columns, cells));
    }
  } catch (error) {
    if (error instanceof InvalidInput || !(error instanceof Error)) throw error;
    // The parser's message may quote the row.
    const line = 'lines' in error && typeof error.lines === 'number' ? ` at line ${error.lines}` : '';
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    throw new InvalidInput(`table: not readable as CSV${line} (${code})`);
  }
  return rows;
}

function headings(row: readonly string[]): string[] {
  if (row.length > MOST_COLUMNS)
    throw new InvalidInput(`table: ${row.length} columns, expected at most ${MOST_COLUMNS}`);
  const names = row.map((heading, index) => heading.trim() || `column_${index + 1}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidInput(`table: the column "${twice.slice(0, 60)}" comes twice`);
  return names;
}

/** Empty cells behind the last column are none. */
function rowOf(columns: readonly string[], cells: readonly string[]): Row {
  const fields = Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? '']));
  const isWhole = cells.length >= columns.length && cells.slice(columns.length).every((cell) => cell === '');
  if (isWhole) return { fields };
  return { fields, problem: `${cells.length} cells, expected ${columns.length}: is a cell with a comma quoted?` };
}

/** Spreadsheets may say in a first line what stands between the cells: "sep=;". */
function withoutMarkLine(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly mark?: string } {
  const line = /^(?:\uFEFF)?sep=([,;\t|])\r?\n/iu.exec(Buffer.from(bytes.subarray(0, 12)).toString('utf8'));
  if (line?.[1] === undefined) return { bytes };
  return { bytes: bytes.subarray(Buffer.byteLength(line[0])), mark: line[1] };
}

function delimiterOf(header: string): string {
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.toSorted((left, right) => right.count - left.count)[0]?.mark ?? ',';
}

function readJson(bytes: Uint8Array): Row[] {
  let document: unknown;
  try {
    document = JSON.parse(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/u, ''),
    );
  } catch {
    throw new InvalidInput('table: not readable as JSON');
  }
  const list = listIn(document);
  if (list === undefined)
    throw new InvalidInput(`table: expected a JSON list, or an object with one as ${LISTS.join(', ')}`);
  if (list.length > MOST_ROWS) throw tooLong();
  // What is no object is a row all the same, so that it is reported under its number.
  return list.map((entry) => ({ fields: isObject(entry) && !Array.isArray(entry) ? entry : {} }));
}

function listIn(document: unknown): readonly unknown[] | undefined {
  if (Array.isArray(document)) return document;
  if (!isObject(document)) return undefined;
  return LISTS.map((name) => document[name]).find((value): value is readonly unknown[] => Array.isArray(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function tooLong(): InvalidInput {
  return new InvalidInput(`table: more than ${MOST_ROWS} rows`);
}
