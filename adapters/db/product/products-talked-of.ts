import type { TranscriptMessage } from '#domain/conversation/transcript.ts';
import type { Product } from '#domain/product/product.ts';
import type { Tx } from '#adapters/db/in-tenant.ts';
import { findProducts } from './find-products.ts';

/** Messages looked at, from the newest, and what each may bring. */
const MESSAGES = 4;
const EACH = 12;
const LONGEST = 400;

/** Of a large catalogue, what the last messages name: for the prompt, and for the gate to know its prices. */
export async function productsTalkedOf(tx: Tx, talk: readonly TranscriptMessage[]): Promise<readonly Product[]> {
  const said = talk.slice(-MESSAGES).map((message) => message.text.slice(0, LONGEST));
  const found = await Promise.all(
    said.toReversed().map((text) => findProducts(tx, { said: text, meaning: null }, EACH)),
  );
  return [...new Map(found.flat().map((product) => [product.id, product])).values()];
}
