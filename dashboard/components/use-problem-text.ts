import { ApiProblem } from '#dashboard/api/problem.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';

/** Says in words what went wrong: the API's own detail, with the fields it names. */
export function useProblemText(): (error: unknown) => string {
  const t = useText(shellText);
  return (error) => {
    if (!(error instanceof ApiProblem)) return error instanceof Error ? error.message : String(error);
    if (error.status === 0) return t.unreachable;
    if (error.issues.length === 0) return error.message;
    return error.issues.map(({ path, message }) => `${path}: ${message}`).join('\n');
  };
}
