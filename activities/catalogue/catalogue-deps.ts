import type { PublicClient } from '#domain/http/public-client.ts';
import type { ReadRow, TableRow } from '#domain/product/import-row.ts';

/** Texts that search looks through. */
export type TextKind = 'products' | 'knowledge_chunks';

/** What is kept of texts and of a shop's own catalogue. */
export interface CatalogueStore {
  dueTexts(
    tenantId: string,
    kind: TextKind,
    embedder: string,
    most: number,
  ): Promise<readonly { readonly id: string; readonly text: string }[]>;
  saveEmbeddings(
    tenantId: string,
    kind: TextKind,
    embedder: string,
    rows: readonly { readonly id: string; readonly text: string; readonly vector: readonly number[] | null }[],
  ): Promise<void>;
  /** Tenants with texts that wait, or that another embedder has read. */
  embeddingBacklog(embedder: string, most: number): Promise<readonly string[]>;
  /** Undefined when the shop has named no address. */
  catalogToFetch(
    tenantId: string,
  ): Promise<
    | { readonly url: string; readonly etag: string | null; readonly hash: string | null; readonly currency: string }
    | undefined
  >;
  /** Takes the rows over as the whole list; nothing of it is written when `url` is not the shop's address any more. */
  takeCatalog(
    tenantId: string,
    copy: {
      readonly url: string;
      readonly etag: string | null;
      readonly hash: string;
      readonly rows: readonly ReadRow[];
    },
  ): Promise<void>;
  /** Notes a fetch that changed nothing; `error` null = the copy we have is the newest. */
  noteFetch(tenantId: string, url: string, error: string | null): Promise<void>;
}

/** What the activities of search and catalogue reach the world through, besides the embedder. */
export interface CatalogueDeps {
  readonly store: CatalogueStore;
  readonly web: PublicClient;
  readonly readTable: (
    bytes: Uint8Array,
    contentType: string | undefined,
    address: string,
  ) => Promise<readonly TableRow[]>;
  readonly hash: (bytes: Uint8Array) => string;
  /** Has a tenant's waiting texts embedded. */
  readonly wakeEmbedding: (tenantId: string) => Promise<void>;
}
