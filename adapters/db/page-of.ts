import type { Page, PageKey, PageRequest } from '#domain/page.ts';

/** What a listing asks for: one row more than the page has tells whether another page follows. */
export function rowsWanted({ limit }: PageRequest): number {
  return limit + 1;
}

/** Makes a page of at most `limit + 1` rows. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  { limit }: PageRequest,
  item: (row: Row) => T,
  key: (row: Row) => PageKey,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(item), next: last === undefined ? null : key(last) };
}
