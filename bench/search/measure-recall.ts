import type { Embedder } from '#domain/embedder.ts';
import { meaningOf } from '#domain/search/meaning-of.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { findProducts } from '#adapters/db/product/find-products.ts';
import type { Arms } from '#adapters/db/search/search-ids.ts';
import { ENGLISH } from './labelled/english.ts';
import { HEBREW } from './labelled/hebrew.ts';
import { INDONESIAN } from './labelled/indonesian.ts';
import type { LabelledShop, QuestionKind } from './labelled/labelled.ts';

export const LABELLED_SHOPS: readonly LabelledShop[] = [ENGLISH, HEBREW, INDONESIAN];
export const ARMS: readonly Arms[] = ['text', 'vector', 'hybrid'];
const AT = 5;

/** One question that a way of searching did or did not answer among its first five. */
export interface Answered {
  readonly language: LabelledShop['language'];
  readonly kind: QuestionKind;
  readonly said: string;
  readonly arms: Arms;
  readonly found: boolean;
}

/** Asks every question every way. */
export async function measureRecall(db: Database, tenantId: string, embedder: Embedder): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (const { language, questions } of LABELLED_SHOPS) {
    for (const [kind, said, ...right] of questions) {
      const meaning = await meaningOf(embedder, said);
      for (const arms of ARMS) {
        // Alone, vectors are ranked without a threshold, as they usually are.
        const asked = meaning && arms === 'vector' ? { ...meaning, floor: -1 } : meaning;
        const products = await inTenant(db, tenantId, (tx) => findProducts(tx, { said, meaning: asked }, AT, arms));
        const found = products.some((product) => right.includes(product.name));
        answered.push({ language, kind, said, arms, found });
      }
    }
  }
  return answered;
}

/** Share of the questions answered, 0 to 1. */
export function recallOf(answered: readonly Answered[], where: Partial<Answered>): number {
  const asked = answered.filter((answer) =>
    (Object.keys(where) as (keyof Answered)[]).every((key) => answer[key] === where[key]),
  );
  return asked.length === 0 ? Number.NaN : asked.filter((answer) => answer.found).length / asked.length;
}
