/** SQL: the rows of `p` (products) that customers are told of. */
export const ON_SALE = `p.removed_at IS NULL AND NOT (p.sold_out AND p.out_of_stock = 'hide')`;

/** SQL that builds a `Product` of a row `p`. */
export const PRODUCT_JSON = `json_build_object('id', p.id, 'name', p.name, 'aliases', p.aliases, 'description', p.description,
  'unit', p.unit, 'stepMilli', p.step_milli, 'priceMinor', p.price_minor, 'currency', p.currency,
  'available', p.available AND NOT p.sold_out, 'tags', p.tags, 'images', p.images, 'stockCounted', p.stock_milli IS NOT NULL)`;
