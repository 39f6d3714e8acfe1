import { SEARCH_KNOWLEDGE } from '#agent/tools/search-knowledge.ts';
import type { Json, Receipt } from '#domain/turn/receipt.ts';

/**
 * Passages of the shop's documents that the agent has been shown. Their sums of money may be repeated. They bear out no
 * deed: whatever a document says was ordered, paid or refunded, only a tool's receipt can.
 */
export function knowledgeTexts(receipts: readonly Receipt[]): string[] {
  return receipts
    .filter((receipt) => receipt.tool === SEARCH_KNOWLEDGE && receipt.result.ok)
    .flatMap((receipt) => passagesOf(receipt.result.data))
    .flatMap((passage) => (typeof passage === 'string' ? [passage] : []));
}

function passagesOf(data: Json): readonly Json[] {
  const passages = fieldOf(data, 'passages');
  return Array.isArray(passages) ? (passages as readonly Json[]).map((passage) => fieldOf(passage, 'text')) : [];
}

function fieldOf(data: Json, name: string): Json {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  return (data as { readonly [key: string]: Json })[name] ?? null;
}
