import { DomainError } from '#domain/errors.ts';

/** Thrown when the payment provider surely or possibly did nothing (429, 5xx, no answer): the same call may be made again. */
export class PaymentsUnavailable extends DomainError {
  readonly type = 'PaymentsUnavailable';
  readonly isRetryable = true;
}

export type PaymentRefusal =
  /** Less than the provider's smallest charge in this currency. */
  | 'too_small'
  | 'too_large'
  | 'currency'
  /** The shop's account at the provider can't take payments (yet, or any more). */
  | 'account'
  /** Our key is not accepted. */
  | 'auth'
  /** The charge was given back already, whole or in part. */
  | 'already_refunded'
  | 'invalid';

/** Thrown when the provider refuses for good. */
export class PaymentRefused extends DomainError {
  readonly type = 'PaymentRefused';
  readonly isRetryable = false;
  readonly reason: PaymentRefusal;
  constructor(message: string, reason: PaymentRefusal, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
