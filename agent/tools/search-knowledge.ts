import { z } from 'zod';
import type { Passage } from '#domain/knowledge/passage.ts';
import { meaningOf } from '#domain/search/meaning-of.ts';
import { defineNetworkTool } from './network-tool.ts';
import { shortText } from './schemas.ts';

export const SEARCH_KNOWLEDGE = 'search_knowledge';

const PASSAGES = 5;
/** A chunk of 500 tokens is some 2,500 letters; five of them stay within the longest result a prompt shows. */
const LONGEST_PASSAGE = 2_800;

/** Looks into the shop's documents. Over the network, since the embedder may be. */
export const searchKnowledge = defineNetworkTool({
  name: SEARCH_KNOWLEDGE,
  description:
    "Finds passages in the shop's own documents (terms, guarantees, manuals, price lists, guides). Use it for every question that the blocks do not answer, before saying that you do not know. Name the document in the answer.",
  schema: z.strictObject({
    query: shortText(300, 'What to look for, in the words such a document would use').min(1),
  }),
  prepare: async ({ query }) => ({ plan: { query } }),
  perform: ({ query }, { embedder }) => meaningOf(embedder, query),
  settle: async ({ query }, meaning, { desk }) => {
    const found = await desk.search.knowledge({ said: query, meaning }, PASSAGES);
    return { ok: true, data: { passages: found.map(present) }, summary: `search_knowledge: ${found.length}` };
  },
});

function present(passage: Passage) {
  return {
    document: passage.document,
    ...(passage.section !== null && { section: passage.section }),
    ...(passage.page !== null && { page: passage.page }),
    text: passage.text.slice(0, LONGEST_PASSAGE).toWellFormed(),
    relevance: Math.round(passage.relevance * 100) / 100,
  };
}
