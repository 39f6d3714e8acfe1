import { v7 as uuid } from 'uuid';
import { Conflict } from '#domain/errors.ts';
import type { PaymentRequest, PaymentRequested, StalePage } from '#domain/payment/payment-store.ts';
import { isLive } from '#domain/payment/payment.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Statement, Tx } from '#adapters/db/in-tenant.ts';
import { findPayable } from './find-payable.ts';
import type { Payable } from './find-payable.ts';
import { PAYMENT_JSON } from './payment-json.ts';

/** A page that closes sooner than this is not handed out again. */
const WORTH_SENDING_MS = 60_000;
/** A slot stays held this much longer than its page is open, so that nobody pays for a slot that is gone. */
const HOLD_GRACE_MS = 120_000;

const BY_KEY: Statement = {
  name: 'payment_by_key',
  text: `SELECT ${PAYMENT_JSON} AS payment, p.replaces FROM payments p WHERE p.tenant_id = $1 AND p.call_key = $2`,
};

const LIVE: Statement = {
  name: 'live_payment',
  text: `
SELECT ${PAYMENT_JSON} AS payment, p.replaces FROM payments p
WHERE p.tenant_id = $1 AND p.subject = $2 AND p.subject_id = $3 AND p.status IN ('creating', 'open') FOR UPDATE`,
};

const PAGE: Statement = {
  name: 'stale_page',
  text: `
SELECT p.id AS "paymentId", p.session_id AS "sessionId", p.account_id AS "accountId", iso_utc(p.created_at) AS "createdAt"
FROM payments p WHERE p.tenant_id = $1 AND p.id = $2`,
};

const SET_ASIDE: Statement = {
  name: 'set_payment_aside',
  text: `UPDATE payments SET status = 'cancelled', updated_at = now() WHERE tenant_id = $1 AND id = $2`,
};

const ACCOUNT: Statement = {
  name: 'account_for_payment',
  text: `SELECT account_id, status FROM stripe_accounts WHERE tenant_id = $1`,
};

const INSERT: Statement = {
  name: 'insert_payment',
  text: `
INSERT INTO payments AS p (tenant_id, id, call_key, subject, subject_id, number, description, conversation_id, contact_id,
  amount_minor, currency, period, status, account_id, replaces, nudge_at, expires_at, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'creating', $13, $14, $15, $16, $17)
RETURNING ${PAYMENT_JSON} AS payment`,
};

const HOLD_ON: Statement = {
  name: 'hold_booking_for_payment',
  text: `
UPDATE bookings SET held_until = greatest(held_until, $3), updated_at = now()
WHERE tenant_id = $1 AND id = $2 AND status = 'held'`,
};

interface Found {
  payment: Payment;
  replaces: string | null;
}

/** See `PaymentStore.request`. */
export async function requestPayment(tx: Tx, request: PaymentRequest): Promise<PaymentRequested> {
  const [known] = await tx.rows<Found>(BY_KEY, [tx.tenantId, request.callKey]);
  if (known) return resumed(tx, await sameWish(tx, known, request));
  const payable = await findPayable(tx, request.wanted, request.contactId);
  if ('refused' in payable) return { kind: 'refused', code: payable.refused };
  const [live] =
    payable.number === null ? [] : await tx.rows<Found>(LIVE, [tx.tenantId, payable.subject, payable.subjectId]);
  if (live && fits(live.payment, payable, request.now)) return resumed(tx, live);
  const [account] = await tx.rows<{ account_id: string; status: string }>(ACCOUNT, [tx.tenantId]);
  if (account && account.status !== 'active') return { kind: 'refused', code: 'account_not_ready' };
  if (live) await tx.rows(SET_ASIDE, [tx.tenantId, live.payment.id]);
  const payment = await insert(tx, request, payable, {
    accountId: account?.account_id ?? null,
    replaces: live?.payment.id ?? null,
  });
  return { kind: 'create', payment, replaces: await stalePage(tx, live?.payment.id ?? null) };
}

/** @throws Conflict when the key was used for something else */
async function sameWish(tx: Tx, known: Found, { wanted, contactId }: PaymentRequest): Promise<Found> {
  const { subject, subjectId, number, amountMinor } = known.payment;
  if (subject === wanted.kind && 'number' in wanted && number === wanted.number) return known;
  const payable = 'number' in wanted ? undefined : await findPayable(tx, wanted, contactId);
  const isSame = payable !== undefined && 'subjectId' in payable && payable.subjectId === subjectId;
  if (isSame && (wanted.kind === 'plan' || payable.amountMinor === amountMinor)) return known;
  throw new Conflict('this key was used for another payment; use a new one');
}

/** A payment that is still without a page is taken up where it was left, by whoever asks. */
async function resumed(tx: Tx, { payment, replaces }: Found): Promise<PaymentRequested> {
  if (payment.status !== 'creating') return { kind: 'known', payment };
  return { kind: 'create', payment, replaces: await stalePage(tx, replaces) };
}

function fits(live: Payment, payable: Payable, now: Date): boolean {
  const isOurs = live.amountMinor === payable.amountMinor && live.currency === payable.currency;
  return isOurs && isLive(live.status) && Date.parse(live.expiresAt) - now.getTime() > WORTH_SENDING_MS;
}

async function stalePage(tx: Tx, paymentId: string | null): Promise<StalePage | null> {
  if (paymentId === null) return null;
  const [page] = await tx.rows<StalePage>(PAGE, [tx.tenantId, paymentId]);
  return page ?? null;
}

async function insert(
  tx: Tx,
  { callKey, conversationId, contactId, ttlMs, now }: PaymentRequest,
  payable: Payable,
  more: { readonly accountId: string | null; readonly replaces: string | null },
): Promise<Payment> {
  const at = (ms: number) => new Date(now.getTime() + ms);
  const [row] = await tx.rows<{ payment: Payment }>(INSERT, [
    tx.tenantId,
    uuid(),
    callKey,
    payable.subject,
    payable.subjectId,
    payable.number,
    payable.description,
    conversationId ?? payable.conversationId,
    contactId ?? payable.contactId,
    payable.amountMinor,
    payable.currency,
    payable.interval,
    more.accountId,
    more.replaces,
    at(ttlMs / 2),
    at(ttlMs),
    now,
  ]);
  if (row === undefined) throw new Error('a payment was not returned by its own insert');
  if (payable.subject === 'booking') {
    await tx.rows(HOLD_ON, [tx.tenantId, payable.subjectId, at(ttlMs + HOLD_GRACE_MS)]);
  }
  return row.payment;
}
