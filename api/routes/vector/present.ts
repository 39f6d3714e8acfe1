import type { z } from 'zod';
import type { Passage } from '#domain/knowledge/passage.ts';
import type { Product } from '#domain/product/product.ts';
import { majorUnits } from '#api/http/money.ts';
import type { passageView, productHit } from './schema.ts';

export function presentPassage(passage: Passage): z.infer<typeof passageView> {
  const { documentId, document, section, page, text, relevance } = passage;
  return { document_id: documentId, document, section, page, text, relevance: Math.round(relevance * 1_000) / 1_000 };
}

export function presentHit(product: Product): z.infer<typeof productHit> {
  const { id, name, unit, priceMinor, currency, available, description } = product;
  return { id, name, unit, price: majorUnits(priceMinor, currency), currency, available, description };
}
