import { z } from 'zod';
import { DOCUMENT_PROBLEMS } from '#domain/knowledge/document.ts';

/** What the parsing process prints, a line each: chunks, then one end or refusal. It is not trusted. */
export const parserLine = z.union([
  z.object({
    chunk: z.object({
      text: z.string(),
      section: z.string().max(400).nullable(),
      page: z.int().positive().nullable(),
      tokens: z.int().positive(),
    }),
  }),
  z.object({ end: z.object({ pages: z.int().positive().nullable() }) }),
  z.object({ rejected: z.object({ code: z.enum(DOCUMENT_PROBLEMS), message: z.string().max(500) }) }),
]);
export type ParserLine = z.infer<typeof parserLine>;
