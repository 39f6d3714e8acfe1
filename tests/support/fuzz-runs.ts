/** Cases of a property test: few by default, as many as `COLLOQUY_FUZZ_RUNS` says for a long run. */
export function fuzzRuns(usual: number): number {
  const wanted = Number(process.env['COLLOQUY_FUZZ_RUNS'] ?? '');
  return Number.isInteger(wanted) && wanted > 0 ? wanted : usual;
}
