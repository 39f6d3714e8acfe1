import { randomBytes } from 'node:crypto';
import { Fields, StripeProblem } from './form.ts';
import type { Form } from './form.ts';

export type Thing = Record<string, unknown> & { readonly id: string };

export interface Session extends Thing {
  status: 'open' | 'complete' | 'expired';
  payment_status: 'paid' | 'unpaid';
  url: string | null;
  payment_intent: string | null;
  readonly amount_total: number;
  readonly currency: string;
  readonly client_reference_id: string | null;
  readonly metadata: Record<string, string>;
  readonly created: number;
  readonly mode: 'payment' | 'subscription';
  /** Not shown by Stripe: what the payment is marked with. */
  readonly intentMetadata: Record<string, string>;
}

export interface Charge extends Thing {
  amount_refunded: number;
  refunded: boolean;
  readonly amount: number;
  readonly payment_intent: string;
}

export interface Refund extends Thing {
  readonly payment_intent: string;
  readonly amount: number;
}

export interface Account extends Thing {
  charges_enabled: boolean;
  payouts_enabled: boolean;
  details_submitted: boolean;
}

/** Smallest charges, in Stripe's units; other currencies have no limit here. */
const SMALLEST: Readonly<Record<string, number>> = { usd: 50, eur: 50, ils: 200, idr: 800_000, jpy: 50 };
const SHORTEST_S = 30 * 60;
const LONGEST_S = 24 * 3_600;

export function idOf(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

export function now(): number {
  return Math.floor(Date.now() / 1_000);
}

export function readSession(form: Form, pageUrl: string): Session {
  const fields = new Fields(form);
  const mode = fields.one('mode', ['payment', 'subscription']);
  const { total, currency } = readItems(fields.nest('line_items'), mode);
  const success = fields.url('success_url');
  const cancel = fields.url('cancel_url');
  const expiresAt = fields.integer('expires_at');
  const created = now();
  if (expiresAt < created + SHORTEST_S - 5 || expiresAt > created + LONGEST_S) {
    throw new StripeProblem(400, 'The `expires_at` timestamp must be between 30 minutes and 24 hours from now.', {
      param: 'expires_at',
    });
  }
  const metadata = fields.map('metadata');
  const data = fields.nest(mode === 'payment' ? 'payment_intent_data' : 'subscription_data');
  const intentMetadata = data?.map('metadata') ?? {};
  data?.end();
  const reference = fields.text('client_reference_id');
  fields.end();
  const id = idOf('cs_test');
  return {
    id,
    object: 'checkout.session',
    amount_subtotal: total,
    amount_total: total,
    cancel_url: cancel,
    client_reference_id: reference,
    created,
    currency,
    customer: null,
    customer_details: null,
    expires_at: expiresAt,
    livemode: false,
    metadata,
    mode,
    payment_intent: null,
    payment_status: 'unpaid',
    status: 'open',
    subscription: null,
    success_url: success,
    url: `${pageUrl}/${id}`,
    intentMetadata,
  };
}

function readItems(items: Fields | undefined, mode: 'payment' | 'subscription'): { total: number; currency: string } {
  const item = items?.nest('0');
  const price = item?.nest('price_data');
  if (item === undefined || price === undefined) {
    throw new StripeProblem(400, 'Missing required param: line_items.', {
      code: 'parameter_missing',
      param: 'line_items',
    });
  }
  items?.end();
  const quantity = item.integer('quantity');
  const currency = price.text('currency');
  if (!/^[a-z]{3}$/.test(currency)) {
    throw new StripeProblem(400, `Invalid currency: ${currency}.`, { param: 'line_items[0][price_data][currency]' });
  }
  const amount = price.integer('unit_amount');
  const product = price.nest('product_data');
  if (product === undefined) throw new StripeProblem(400, 'Missing product_data.', { code: 'parameter_missing' });
  product.text('name');
  product.end();
  const recurring = price.nest('recurring');
  recurring?.one('interval', ['day', 'week', 'month', 'year']);
  recurring?.end();
  if ((recurring !== undefined) !== (mode === 'subscription')) {
    throw new StripeProblem(400, 'Recurring prices belong to subscription mode.', {
      param: 'line_items[0][price_data]',
    });
  }
  price.end();
  item.end();
  const total = amount * quantity;
  if (total < (SMALLEST[currency] ?? 1)) {
    throw new StripeProblem(400, `The Checkout Session's total amount must convert to at least the minimum.`, {
      code: 'amount_too_small',
    });
  }
  return { total, currency };
}

export function shownSession(session: Session): unknown {
  const { intentMetadata: _hidden, ...shown } = session;
  return shown;
}
