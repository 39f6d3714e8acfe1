import type { Response } from 'express';
import { z } from 'zod';

/** The header of every change of a row that staff share. */
export const ifMatchHeader = z.object({
  'if-match': z
    .string()
    .optional()
    .describe('The ETag that was read: with another version the answer is 412 and nothing is changed.'),
});

/** Says which version of a row is answered. */
export function tagAnswer(response: Response, version: string | number): void {
  response.set('ETag', `"${version}"`);
}

/**
 * The versions that the caller will change; null = whatever there is. A weak tag proves nothing and fits none.
 * @param ifMatch the header as it came
 */
export function versionsSeen(ifMatch: string | undefined): readonly string[] | null {
  const header = ifMatch?.trim() ?? '';
  if (header === '' || header === '*') return null;
  return header.split(',').flatMap((tag) => /^\s*"([^"]{1,64})"\s*$/.exec(tag)?.[1] ?? []);
}
