import { SEARCH_KNOWLEDGE } from '#agent/tools/search-knowledge.ts';
import type { Json, Receipt } from '#domain/turn/receipt.ts';

/** Lines that speak to a model, or pretend to come from one: no shop tells its customers prices that way. */
const FOR_MACHINES =
  /\b(?:ignore|disregard|forget|abaikan|lupakan)\b.{0,40}\b(?:instruction|rule|prompt|previous|above|instruksi|aturan|sebelum)|\b(?:system prompt|you are now|assistant must|tool_?calls?|create_order|update_order)\b|התעל.{0,30}(?:הוראות|כללים)|^\s*[[<{"']*\s*(?:system|assistant|user|developer|tool|human)\s*["'\]>]*\s*:|[{}]/iu;

/**
 * Passages of the shop's documents that the agent has been shown. Their sums of money may be repeated. They bear out no
 * deed: whatever a document says was ordered, paid or refunded, only a tool's receipt can.
 */
export function knowledgeTexts(receipts: readonly Receipt[]): string[] {
  return receipts
    .filter((receipt) => receipt.tool === SEARCH_KNOWLEDGE && receipt.result.ok)
    .flatMap((receipt) => passagesOf(receipt.result.data))
    .flatMap((passage) => (typeof passage === 'string' ? passage.split(/\n|(?<=[.!?])\s+/u) : []))
    .filter((sentence) => !FOR_MACHINES.test(sentence));
}

function passagesOf(data: Json): readonly Json[] {
  const passages = fieldOf(data, 'passages');
  return Array.isArray(passages) ? (passages as readonly Json[]).map((passage) => fieldOf(passage, 'text')) : [];
}

function fieldOf(data: Json, name: string): Json {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  return (data as { readonly [key: string]: Json })[name] ?? null;
}
