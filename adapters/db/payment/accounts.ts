import type { AccountState } from '#domain/payment/payment-gateway.ts';
import type { ShopAccount } from '#domain/payment/payment-store.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';

const ACCOUNT = `account_id AS "accountId", status, charges_enabled AS "chargesEnabled",
  payouts_enabled AS "payoutsEnabled", details_submitted AS "detailsSubmitted"`;

const READ: Statement = { name: 'shop_account', text: `SELECT ${ACCOUNT} FROM stripe_accounts WHERE tenant_id = $1` };

const CONNECT: Statement = {
  name: 'connect_shop_account',
  text: `
INSERT INTO stripe_accounts AS a (tenant_id, account_id, status, charges_enabled, payouts_enabled, details_submitted, told_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (tenant_id) DO UPDATE SET account_id = excluded.account_id, status = excluded.status,
  charges_enabled = excluded.charges_enabled, payouts_enabled = excluded.payouts_enabled,
  details_submitted = excluded.details_submitted, told_at = excluded.told_at, updated_at = now()
WHERE a.account_id <> excluded.account_id OR a.told_at <= excluded.told_at
RETURNING a.account_id`,
};

const UPDATE: Statement = {
  name: 'update_shop_account',
  text: `
UPDATE stripe_accounts SET status = $3, charges_enabled = $4, payouts_enabled = $5, details_submitted = $6, told_at = $7,
  updated_at = now()
WHERE tenant_id = $1 AND account_id = $2 AND told_at <= $7 RETURNING account_id`,
};

export async function readAccount(tx: Tx): Promise<ShopAccount | null> {
  const [row] = await tx.rows<ShopAccount>(READ, [tx.tenantId]);
  return row ?? null;
}

/** Makes an account the shop's own, or keeps newer facts of it. */
export async function connectAccount(tx: Tx, account: AccountState, toldAt: Date): Promise<ShopAccount> {
  await tx.rows(CONNECT, [tx.tenantId, account.accountId, ...facts(account), toldAt]);
  const kept = await readAccount(tx);
  if (kept === null) throw new Error(`account ${account.accountId} was not found after it was kept`);
  return kept;
}

/**
 * Takes news of the shop's account; null = the shop has taken our access away. Older news change nothing; their times are
 * whole seconds, so those of one second are taken as they come.
 */
export async function saveAccount(
  tx: Tx,
  accountId: string,
  state: AccountState | null,
  toldAt: Date,
): Promise<'applied' | 'repeated' | 'unmatched'> {
  const known = await readAccount(tx);
  if (known?.accountId !== accountId) return 'unmatched';
  const values = state === null ? ['disconnected', false, false, known.detailsSubmitted] : facts(state);
  const changed = await tx.rows(UPDATE, [tx.tenantId, accountId, ...values, toldAt]);
  return changed.length > 0 ? 'applied' : 'repeated';
}

function facts(account: AccountState): unknown[] {
  const status = account.chargesEnabled ? 'active' : account.detailsSubmitted ? 'restricted' : 'onboarding';
  return [status, account.chargesEnabled, account.payoutsEnabled, account.detailsSubmitted];
}
