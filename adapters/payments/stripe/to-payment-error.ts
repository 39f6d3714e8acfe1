import Stripe from 'stripe';
import { DomainError } from '#domain/errors.ts';
import { PaymentRefused, PaymentsUnavailable } from '#domain/payment/errors.ts';
import type { PaymentRefusal } from '#domain/payment/errors.ts';

const REASONS: Readonly<Record<string, PaymentRefusal>> = {
  amount_too_small: 'too_small',
  amount_too_large: 'too_large',
  account_invalid: 'account',
  account_closed: 'account',
  charge_already_refunded: 'already_refunded',
  platform_account_required: 'account',
};

/** Texts of Stripe stay out of our messages where they may quote what we sent; its codes and request ids say enough. */
export function toPaymentError(error: unknown, what: string): Error {
  if (error instanceof DomainError) return error;
  if (!(error instanceof Stripe.errors.StripeError)) {
    return error instanceof Error ? error : new Error(`${what}: unexpected ${typeof error}`);
  }
  const where = `${what}: the payment provider`;
  const options = { cause: new Error(`${error.type} ${error.statusCode ?? ''} ${error.code ?? ''}`.trim()) };
  if (error instanceof Stripe.errors.StripeAuthenticationError) {
    return new PaymentRefused(`${where} does not accept our key (${error.statusCode ?? 401})`, 'auth', options);
  }
  if (error instanceof Stripe.errors.StripePermissionError) {
    return new PaymentRefused(`${where} does not let us act for this account`, 'account', options);
  }
  if (isPassing(error)) {
    return new PaymentsUnavailable(`${where} did not do it now (${error.statusCode ?? 'no answer'})`, options);
  }
  const reason = isCurrency(error) ? 'currency' : (REASONS[error.code ?? ''] ?? 'invalid');
  return new PaymentRefused(`${where} refused (${error.code ?? error.param ?? error.type})`, reason, options);
}

/** True when a call with the same key may end differently. */
function isPassing(error: Stripe.errors.StripeError): boolean {
  const status = error.statusCode;
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    error.code === 'lock_timeout' ||
    error.code === 'idempotency_key_in_use' ||
    status === undefined ||
    status === 409 ||
    status === 429 ||
    status >= 500
  );
}

function isCurrency(error: Stripe.errors.StripeError): boolean {
  return error.param === 'currency' || (error.param ?? '').endsWith('[currency]');
}

/** True when a failed answer was kept under its key, so that the same key would only repeat it. */
export function isKept(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError &&
    (error.statusCode ?? 0) >= 500 &&
    error.headers?.['idempotent-replayed'] === 'true'
  );
}
