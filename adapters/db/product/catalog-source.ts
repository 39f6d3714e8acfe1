import { NotFound } from '#domain/errors.ts';
import type { CatalogSource } from '#domain/product/catalog-source.ts';
import type { ReadRow } from '#domain/product/import-row.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { toJsonb } from '#adapters/db/to-jsonb.ts';
import { importProducts } from './import-products.ts';

const SKIPPED_SHOWN = 100;

const SOURCE_JSON = `json_build_object('url', url, 'everyMinutes', every_minutes, 'state', state, 'fetchedAt', iso_utc(fetched_at),
  'products', products, 'skipped', skipped, 'triedAt', iso_utc(tried_at), 'error', error)`;
const READ: Statement = {
  name: 'read_catalog_source',
  text: `SELECT ${SOURCE_JSON} AS source FROM catalog_sources WHERE tenant_id = $1`,
};
/** Another address starts from nothing; what the old one brought stays until the first copy of the new one. */
const SAVE: Statement = {
  name: 'save_catalog_source',
  text: `
INSERT INTO catalog_sources AS s (tenant_id, url, every_minutes) VALUES ($1, $2, $3)
ON CONFLICT (tenant_id) DO UPDATE SET url = excluded.url, every_minutes = excluded.every_minutes, updated_at = now(),
  state = CASE WHEN s.url = excluded.url THEN s.state ELSE 'waiting' END,
  etag = CASE WHEN s.url = excluded.url THEN s.etag END,
  content_hash = CASE WHEN s.url = excluded.url THEN s.content_hash END,
  error = CASE WHEN s.url = excluded.url THEN s.error END
RETURNING ${SOURCE_JSON} AS source`,
};
const REMOVE: Statement = {
  name: 'remove_catalog_source',
  text: 'DELETE FROM catalog_sources WHERE tenant_id = $1 RETURNING tenant_id',
};
const TO_FETCH: Statement = {
  name: 'catalog_to_fetch',
  text: `SELECT s.url, s.etag, encode(s.content_hash, 'hex') AS hash, t.currency FROM catalog_sources s JOIN tenants t ON t.id = s.tenant_id
WHERE s.tenant_id = $1`,
};
const LOCK: Statement = {
  name: 'lock_catalog_source',
  text: 'SELECT url FROM catalog_sources WHERE tenant_id = $1 AND url = $2 FOR UPDATE',
};
const TAKEN: Statement = {
  name: 'catalog_taken',
  text: `
UPDATE catalog_sources SET state = 'ok', etag = $2, content_hash = decode($3, 'hex'), fetched_at = now(), tried_at = now(),
  products = $4, skipped = $5::jsonb, error = NULL, updated_at = now()
WHERE tenant_id = $1`,
};
const NOTED: Statement = {
  name: 'catalog_fetch_noted',
  text: `
UPDATE catalog_sources SET tried_at = now(), error = $3, state = CASE WHEN $3::text IS NULL THEN 'ok' ELSE 'failing' END, updated_at = now()
WHERE tenant_id = $1 AND url = $2`,
};

/** @throws NotFound when the shop has named no address */
export async function readCatalogSource(tx: Tx): Promise<CatalogSource> {
  const [row] = await tx.rows<{ source: CatalogSource }>(READ, [tx.tenantId]);
  if (row === undefined) throw new NotFound('the shop has no catalogue at an address of its own');
  return row.source;
}

export async function saveCatalogSource(
  tx: Tx,
  { url, everyMinutes }: Pick<CatalogSource, 'url' | 'everyMinutes'>,
): Promise<CatalogSource> {
  const [row] = await tx.rows<{ source: CatalogSource }>(SAVE, [tx.tenantId, url, everyMinutes]);
  if (row === undefined) throw new Error('the catalogue source was not returned by its own insert');
  return row.source;
}

/** The products it brought stay on sale. @throws NotFound */
export async function removeCatalogSource(tx: Tx): Promise<void> {
  const removed = await tx.rows(REMOVE, [tx.tenantId]);
  if (removed.length === 0) throw new NotFound('the shop has no catalogue at an address of its own');
}

export async function catalogToFetch(tx: Tx) {
  type Row = { url: string; etag: string | null; hash: string | null; currency: string };
  const [row] = await tx.rows<Row>(TO_FETCH, [tx.tenantId]);
  return row;
}

/** One transaction: either the whole copy is on sale, or what was. */
export async function takeCatalog(
  tx: Tx,
  copy: {
    readonly url: string;
    readonly etag: string | null;
    readonly hash: string;
    readonly rows: readonly ReadRow[];
  },
): Promise<void> {
  const [source] = await tx.rows(LOCK, [tx.tenantId, copy.url]);
  // Changed or taken away while the copy was on its way.
  if (source === undefined) return;
  // A row that can't be read may be a product on sale: then nothing is taken off.
  const whole = copy.rows.every((row) => 'product' in row);
  const outcome = await importProducts(tx, copy.rows, { source: 'catalog_url', mode: 'valid', whole });
  const products = outcome.created + outcome.updated + outcome.unchanged;
  const skipped = toJsonb(outcome.errors.slice(0, SKIPPED_SHOWN));
  await tx.rows(TAKEN, [tx.tenantId, copy.etag, copy.hash, products, skipped]);
}

export async function noteFetch(tx: Tx, url: string, error: string | null): Promise<void> {
  await tx.rows(NOTED, [tx.tenantId, url, error?.slice(0, 500) ?? null]);
}
