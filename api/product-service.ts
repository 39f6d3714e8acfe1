import type { CatalogSource } from '#domain/product/catalog-source.ts';
import type { ReadRow, TableRow } from '#domain/product/import-row.ts';
import type { FieldProblem } from '#domain/product/product-input.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { NewProduct, ProductFilter, ProductRecord } from '#domain/product/product-record.ts';

/** What an import came to. */
export interface ImportReport {
  /** False when nothing was written, because rows were wrong and all were wanted. */
  readonly applied: boolean;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly errors: readonly { readonly row: number; readonly problems: readonly FieldProblem[] }[];
}

/** What staff do with products. Built in `server.ts`. Methods about the database throw StoreUnavailable when it is away. */
export interface ProductService {
  /** ISO 4217: what the shop sells in. */
  currencyOf(tenantId: string): Promise<string>;
  list(tenantId: string, filter: ProductFilter, page: PageRequest): Promise<Page<ProductRecord>>;
  /** Best first; by words alone while the embedder is away. */
  search(tenantId: string, said: string, limit: number): Promise<readonly ProductRecord[]>;
  /** @throws NotFound */
  read(tenantId: string, id: string): Promise<ProductRecord>;
  /** The first product and its variants. @throws Conflict when a name or sku is taken */
  create(tenantId: string, product: NewProduct, variants: readonly NewProduct[]): Promise<readonly ProductRecord[]>;
  /** @throws NotFound, Conflict */
  addVariant(tenantId: string, id: string, variant: NewProduct): Promise<ProductRecord>;
  /** @throws NotFound, Conflict */
  update(tenantId: string, id: string, changes: Partial<NewProduct>): Promise<ProductRecord>;
  /** @throws NotFound */
  remove(tenantId: string, id: string): Promise<void>;
  importRows(tenantId: string, rows: readonly ReadRow[], mode: 'all' | 'valid'): Promise<ImportReport>;
  /** @throws InvalidInput when it is no table */
  readTable(bytes: Uint8Array, format: 'csv' | 'json'): Promise<readonly TableRow[]>;
  /** Has waiting texts embedded. @throws when Temporal is away */
  wakeEmbedding(tenantId: string): Promise<void>;
  readonly source: {
    /** @throws NotFound */
    read(tenantId: string): Promise<CatalogSource>;
    /** @throws FetchRefused for an address that is none of the public internet */
    check(url: string): void;
    save(tenantId: string, source: Pick<CatalogSource, 'url' | 'everyMinutes'>): Promise<CatalogSource>;
    /** @throws NotFound */
    remove(tenantId: string): Promise<void>;
    /** Its clock. @throws when Temporal is away */
    readonly schedules: {
      set(tenantId: string, everyMinutes: number): Promise<void>;
      fetchNow(tenantId: string): Promise<void>;
      remove(tenantId: string): Promise<void>;
    };
  };
}
