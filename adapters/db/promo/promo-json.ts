const DAY = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

/** SQL that counts the orders that have the promo `p`. */
export const USES = `(SELECT count(*)::int FROM promo_uses u JOIN orders o ON o.tenant_id = u.tenant_id AND o.id = u.order_id
  WHERE u.tenant_id = p.tenant_id AND u.promo_id = p.id AND o.status <> 'cancelled')`;

/** SQL that builds a `Promo` of the row `p`. */
export const PROMO_JSON = `json_build_object('id', p.id, 'code', p.code, 'text', p.text, 'imageUrl', p.image_url,
  'discount', CASE WHEN p.percent_bp IS NOT NULL THEN json_build_object('kind', 'percent', 'percentBp', p.percent_bp)
    WHEN p.amount_minor IS NOT NULL THEN json_build_object('kind', 'fixed', 'amountMinor', p.amount_minor) END,
  'minOrderMinor', p.min_order_minor, 'validFrom', ${DAY('p.valid_from')}, 'validUntil', ${DAY('p.valid_until')},
  'usageLimit', p.usage_limit, 'customerLimit', p.customer_limit, 'uses', ${USES})`;

/** SQL that builds a `StoredTestimony` of the row `s`. */
export const TESTIMONY_JSON = `json_build_object('id', s.id, 'author', s.author, 'text', s.text, 'product', s.product,
  'imageUrl', s.image_url, 'validFrom', ${DAY('s.valid_from')}, 'validUntil', ${DAY('s.valid_until')})`;

/** Yesterday somewhere is today elsewhere: what a day bounds exactly is decided when it is shown. */
const NOT_OVER = (row: string) => `(${row}.valid_until IS NULL OR ${row}.valid_until >= current_date - 1)`;

/** The newest that may be shown, as many as a prompt has room for with those of coming days. */
export const SHOWN_TESTIMONIES = `(SELECT coalesce(json_agg(x.j ORDER BY x.at), '[]') FROM (SELECT ${TESTIMONY_JSON} AS j,
    s.created_at AS at FROM testimonies s WHERE s.tenant_id = t.id AND s.removed_at IS NULL AND ${NOT_OVER('s')}
  ORDER BY s.created_at DESC, s.id DESC LIMIT 40) x)`;

export const SHOWN_PROMOS = `(SELECT coalesce(json_agg(x.j ORDER BY x.at), '[]') FROM (SELECT ${PROMO_JSON} AS j,
    p.created_at AS at FROM promos p WHERE p.tenant_id = t.id AND p.removed_at IS NULL AND ${NOT_OVER('p')}
    AND (p.usage_limit IS NULL OR p.usage_limit > ${USES})
  ORDER BY p.created_at DESC, p.id DESC LIMIT 20) x)`;
