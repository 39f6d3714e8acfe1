import { benchSearch } from '#bench/benches/search.ts';
import type { Outcome } from '#bench/benches/outcome.ts';
import type { BenchOptions } from '#bench/options.ts';
import { onPostgres } from '#bench/stack/on-postgres.ts';

/** The search run: recall, and how long a search takes in a large shop. */
export function runSearch(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Outcome & { readonly postgres: string }> {
  return onPostgres(options.database, (url) => benchSearch(url, options, progress));
}
