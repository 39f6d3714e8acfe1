import type { Passage } from '#domain/knowledge/passage.ts';
import type { Product } from '#domain/product/product.ts';

/** What is looked for, and what it means when an embedder was asked. */
export interface SearchQuestion {
  readonly said: string;
  readonly meaning: Meaning | null;
}

/** The vector of a question, with what must be known to compare it. */
export interface Meaning {
  readonly vector: readonly number[];
  /** Name of the embedder; only what it embedded is compared. */
  readonly embedder: string;
  /** Cosine below which texts have nothing to do with each other. */
  readonly floor: number;
}

/** What a tool may look up among the shop's products and documents. Bound to one open transaction. */
export interface SearchDesk {
  /** Best first; what shares neither words nor meaning with the question is left out. */
  products(question: SearchQuestion, limit: number): Promise<readonly Product[]>;
  /** Passages of the shop's documents, best first; those below `MINIMUM_RELEVANCE` are left out. */
  knowledge(question: SearchQuestion, limit: number): Promise<readonly Passage[]>;
}
