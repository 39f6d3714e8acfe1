import type { Embedder } from '#domain/embedder.ts';
import { createCatalogueStore } from '#adapters/db/catalogue-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import type { MadeProduct } from './corpus.ts';
import type { LabelledShop } from './labelled/labelled.ts';
import { randomFrom } from './random.ts';
import { LABELLED_SHOPS } from './measure-recall.ts';

/** A tenant with the labelled shops' products, and between them others that are made of the same words. */
export async function fillLabelledShop(db: Database, others: number): Promise<string> {
  const labelled = LABELLED_SHOPS.flatMap((shop) => shop.products).map(([name, tags, description]) => ({
    name,
    description,
    tags: tags.split(' '),
  }));
  const products = [...labelled, ...LABELLED_SHOPS.flatMap((shop) => mixtures(shop, others))].map((product) => ({
    ...product,
    aliases: [],
    unit: 'unit',
    stepMilli: 1_000,
    priceMinor: 1_000,
    currency: 'USD',
    available: true,
  }));
  return (await saveTenant(db, { profile: profileOf('labelled'), products })).id;
}

/** Products that are in nobody's question, each of a few words of several that are. */
function mixtures({ products }: LabelledShop, count: number): readonly MadeProduct[] {
  const words = [...new Set(products.flatMap((product) => product.join(' ').split(/[\s,.]+/u)))].filter(
    (word) => word.length > 2,
  );
  const random = randomFrom(products.length);
  const phrase = (length: number): string =>
    Array.from({ length }, () => words[Math.floor(random() * words.length)] ?? '').join(' ');
  return Array.from({ length: count }, (_, index) => ({
    name: `${phrase(2)} ${index + 1}`,
    description: phrase(7),
    tags: [phrase(1)],
  }));
}

export function profileOf(slug: string) {
  return {
    slug,
    name: slug,
    currency: 'USD',
    language: 'en',
    timeZone: 'UTC',
    persona: '',
    policies: [],
    faq: [],
    testimonies: [],
    promotions: [],
    models: [],
    disabledTools: [],
    conversation: {},
  };
}

/** Rows of one step: nobody waits for an answer meanwhile, as they do beside the workflow. */
const BATCH = 1_000;
/** A chunk's vector is made of its first letters here: all of them would take most of the run, and look no different. */
const LONGEST_TEXT = 150;

/** Does what the workflow does: embeds until nothing waits. */
export async function embedAll(db: Database, tenantId: string, embedder: Embedder): Promise<void> {
  const store = createCatalogueStore(db);
  for (const kind of ['products', 'knowledge_chunks'] as const) {
    for (;;) {
      const due = await store.dueTexts(tenantId, kind, embedder.name, BATCH);
      if (due.length === 0) break;
      const vectors = await embedder.embed(due.map((row) => row.text.slice(0, LONGEST_TEXT)));
      const rows = due.map((row, index) => ({ ...row, vector: vectors[index] ?? null }));
      await store.saveEmbeddings(tenantId, kind, embedder.name, rows);
    }
  }
}
