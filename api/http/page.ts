import { z } from 'zod';
import type { PageKey, PageRequest } from '#domain/page.ts';
import { HttpProblem } from './problem.ts';

/** `?limit=&cursor=` of every listing. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(500).optional().describe('The `next_cursor` of the page before.'),
};

/** `next_cursor` of every listing. */
export const nextCursor = z
  .string()
  .nullable()
  .describe('Send it as `cursor` for the next page; null = this was the last.');

const keyText = z.array(z.string().max(200)).min(1).max(4);

/**
 * The page that a query asks for.
 * @param arity how many values the listing's sort key has
 * @throws HttpProblem 422 for a cursor that no page of this listing gave
 */
export function pageRequest(
  query: { readonly limit: number; readonly cursor?: string | undefined },
  arity: number,
): PageRequest {
  return { limit: query.limit, after: query.cursor === undefined ? null : keyOf(query.cursor, arity) };
}

/** The opaque form of a page's end. */
export function cursorOf(next: PageKey | null): string | null {
  return next === null ? null : Buffer.from(JSON.stringify(next)).toString('base64url');
}

function keyOf(cursor: string, arity: number): PageKey {
  const key = keyText.safeParse(parsed(cursor));
  if (key.success && key.data.length === arity) return key.data;
  throw new HttpProblem(
    422,
    'ValidationFailed',
    'cursor: expected the next_cursor of an earlier page of this listing',
    {
      extra: { issues: [{ path: 'cursor', message: 'expected the next_cursor of an earlier page of this listing' }] },
    },
  );
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
