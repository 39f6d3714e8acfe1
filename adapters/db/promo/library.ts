import { v7 as uuid } from 'uuid';
import { NotFound } from '#domain/errors.ts';
import type { NewPromo, NewTestimony } from '#domain/promo/library.ts';
import type { Promo, StoredTestimony } from '#domain/promo/promo.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { orNull, storable } from '#adapters/db/to-jsonb.ts';
import { PROMO_JSON, TESTIMONY_JSON } from './promo-json.ts';

const LIST_TESTIMONIES: Statement = {
  name: 'list_testimonies',
  text: `SELECT ${TESTIMONY_JSON} AS one FROM testimonies s WHERE s.tenant_id = $1 AND s.removed_at IS NULL
ORDER BY s.created_at DESC, s.id DESC LIMIT 500`,
};
const ADD_TESTIMONY: Statement = {
  name: 'add_testimony',
  text: `
INSERT INTO testimonies AS s (tenant_id, id, author, text, product, image_url, valid_from, valid_until, source)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'staff') RETURNING ${TESTIMONY_JSON} AS one`,
};
/** What staff have changed is theirs from then on: the profile no longer takes it away. */
const CHANGE_TESTIMONY: Statement = {
  name: 'change_testimony',
  text: `
UPDATE testimonies AS s SET author = $3, text = $4, product = $5, image_url = $6, valid_from = $7, valid_until = $8,
  source = 'staff', updated_at = now()
WHERE s.tenant_id = $1 AND s.id = $2 AND s.removed_at IS NULL RETURNING ${TESTIMONY_JSON} AS one`,
};
const REMOVE_TESTIMONY: Statement = {
  name: 'remove_testimony',
  text: `UPDATE testimonies SET removed_at = now() WHERE tenant_id = $1 AND id = $2 AND removed_at IS NULL RETURNING id`,
};

const LIST_PROMOS: Statement = {
  name: 'list_promos',
  text: `SELECT ${PROMO_JSON} AS one FROM promos p WHERE p.tenant_id = $1 AND p.removed_at IS NULL
ORDER BY p.created_at DESC, p.id DESC LIMIT 500`,
};
const ADD_PROMO: Statement = {
  name: 'add_promo',
  text: `
INSERT INTO promos AS p (tenant_id, id, code, text, image_url, percent_bp, amount_minor, min_order_minor, valid_from,
  valid_until, usage_limit, customer_limit, source)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'staff') RETURNING ${PROMO_JSON} AS one`,
};
const CHANGE_PROMO: Statement = {
  name: 'change_promo',
  text: `
UPDATE promos AS p SET code = $3, text = $4, image_url = $5, percent_bp = $6, amount_minor = $7, min_order_minor = $8,
  valid_from = $9, valid_until = $10, usage_limit = $11, customer_limit = $12, source = 'staff', updated_at = now()
WHERE p.tenant_id = $1 AND p.id = $2 AND p.removed_at IS NULL RETURNING ${PROMO_JSON} AS one`,
};
const REMOVE_PROMO: Statement = {
  name: 'remove_promo',
  text: `UPDATE promos SET removed_at = now() WHERE tenant_id = $1 AND id = $2 AND removed_at IS NULL RETURNING id`,
};

export const testimonies = {
  list: async (tx: Tx): Promise<readonly StoredTestimony[]> => all<StoredTestimony>(tx, LIST_TESTIMONIES),
  add: (tx: Tx, testimony: NewTestimony): Promise<StoredTestimony> =>
    one<StoredTestimony>(tx, ADD_TESTIMONY, [uuid(), ...testimonyValues(testimony)]),
  change: (tx: Tx, id: string, testimony: NewTestimony): Promise<StoredTestimony> =>
    one<StoredTestimony>(tx, CHANGE_TESTIMONY, [id, ...testimonyValues(testimony)]),
  remove: (tx: Tx, id: string): Promise<void> => gone(tx, REMOVE_TESTIMONY, id),
};

/** Two offers with one code: Conflict. */
export const promos = {
  list: async (tx: Tx): Promise<readonly Promo[]> => all<Promo>(tx, LIST_PROMOS),
  add: (tx: Tx, promo: NewPromo): Promise<Promo> => one<Promo>(tx, ADD_PROMO, [uuid(), ...promoValues(promo)]),
  change: (tx: Tx, id: string, promo: NewPromo): Promise<Promo> =>
    one<Promo>(tx, CHANGE_PROMO, [id, ...promoValues(promo)]),
  remove: (tx: Tx, id: string): Promise<void> => gone(tx, REMOVE_PROMO, id),
};

async function all<T>(tx: Tx, statement: Statement): Promise<readonly T[]> {
  const rows = await tx.rows<{ one: T } & Record<string, unknown>>(statement, [tx.tenantId]);
  return rows.map((row) => row.one);
}

async function one<T>(tx: Tx, statement: Statement, values: readonly unknown[]): Promise<T> {
  const [row] = await tx.rows<{ one: T } & Record<string, unknown>>(statement, [tx.tenantId, ...values]);
  if (row === undefined) throw new NotFound('there is no such entry');
  return row.one;
}

async function gone(tx: Tx, statement: Statement, id: string): Promise<void> {
  if ((await tx.rows(statement, [tx.tenantId, id])).length === 0) throw new NotFound('there is no such entry');
}

function testimonyValues({ author, text, product, imageUrl, validFrom, validUntil }: NewTestimony): unknown[] {
  return [storable(author), storable(text), orNull(product), orNull(imageUrl), validFrom, validUntil];
}

function promoValues(promo: NewPromo): unknown[] {
  const { discount } = promo;
  return [
    promo.code,
    storable(promo.text),
    orNull(promo.imageUrl),
    discount?.kind === 'percent' ? discount.percentBp : null,
    discount?.kind === 'fixed' ? discount.amountMinor : null,
    promo.minOrderMinor,
    promo.validFrom,
    promo.validUntil,
    promo.usageLimit,
    promo.customerLimit,
  ];
}
