import { parseMoney } from '#domain/money/format-money.ts';
import { ApiProblem } from '#dashboard/api/problem.ts';

/**
 * What was typed into a field for a sum, in minor units.
 * @throws ApiProblem, as the API would refuse it, so that the field shows it
 */
export function minorOf(typed: number | string, currency: string, field: string, words: string): number {
  const minor = parseMoney(String(typed).trim(), currency);
  if (minor !== undefined) return minor;
  throw new ApiProblem(422, { code: 'ValidationFailed', detail: words, issues: [{ path: field, message: words }] });
}
