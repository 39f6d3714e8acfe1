import { createCatalogueStore } from '#adapters/db/catalogue-store.ts';
import type { Database } from '#adapters/db/pool.ts';
import type { Corpus } from '#adapters/db/search/search-ids.ts';
import { saveTenant } from '#adapters/db/write/save-tenant.ts';
import type { Embedder } from '#domain/embedder.ts';
import type { Product } from '#domain/product/product.ts';
import { aTenant } from '#tests/fakes/draft-context.ts';

export type ShopProduct = Partial<Product> & { readonly name: string };

/** A tenant with these products; search knows nothing of them yet. */
export async function createShop(db: Database, slug: string, products: readonly ShopProduct[]): Promise<string> {
  const { id: _id, version: _version, ...profile } = aTenant({ slug, name: slug });
  const whole = products.map((product) => ({
    aliases: [],
    description: '',
    unit: 'unit',
    stepMilli: 1_000,
    priceMinor: 1_000,
    currency: profile.currency,
    available: true,
    tags: [],
    ...product,
  }));
  return (await saveTenant(db, { profile, products: whole })).id;
}

/** Does what the workflow does: embeds until nothing waits. Answers how many texts it were. */
export async function embedAll(
  db: Database,
  tenantId: string,
  embedder: Embedder,
  kinds: readonly Corpus[] = ['products', 'knowledge_chunks'],
): Promise<number> {
  const store = createCatalogueStore(db);
  let embedded = 0;
  for (const kind of kinds) {
    for (;;) {
      const due = await store.dueTexts(tenantId, kind, embedder.name, embedder.batch);
      if (due.length === 0) break;
      const vectors = await embedder.embed(due.map((row) => row.text));
      const rows = due.map((row, index) => ({ ...row, vector: vectors[index] ?? null }));
      await store.saveEmbeddings(tenantId, kind, embedder.name, rows);
      embedded += due.length;
    }
  }
  return embedded;
}
