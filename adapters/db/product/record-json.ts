/** SQL that builds a `ProductRecord` of a row `p`. */
export const RECORD_JSON = `json_build_object('id', p.id, 'name', p.name, 'aliases', p.aliases, 'description', p.description,
  'unit', p.unit, 'stepMilli', p.step_milli, 'priceMinor', p.price_minor, 'currency', p.currency, 'available', p.available,
  'tags', p.tags, 'sku', p.sku, 'stockMilli', p.stock_milli, 'outOfStock', p.out_of_stock, 'images', p.images,
  'extra', p.extra, 'source', p.source, 'variantOf', p.variant_of, 'soldOut', p.sold_out,
  'searchable', NOT p.search_due AND p.embedder IS NOT NULL, 'createdAt', iso_utc(p.created_at), 'updatedAt', iso_utc(p.updated_at))`;

/** SQL: the columns of a written product as `jsonb_to_recordset` names them. */
export const GIVEN_COLUMNS = `id uuid, name text, aliases jsonb, description text, unit text, "stepMilli" integer,
  "priceMinor" bigint, currency text, available boolean, tags jsonb, sku text, "stockMilli" bigint, "outOfStock" text,
  images jsonb, extra jsonb`;
