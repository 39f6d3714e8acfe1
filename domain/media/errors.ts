import { DomainError } from '#domain/errors.ts';
import type { MediaTrouble } from './media.ts';

/** Thrown when a customer's file can't be had, for good. */
export class MediaRefused extends DomainError {
  readonly type = 'MediaRefused';
  readonly isRetryable = false;
  readonly trouble: MediaTrouble;
  constructor(message: string, trouble: MediaTrouble, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
  }
}

/** Thrown when the provider of a file could not be reached, was too slow, or broke off: it may work the next time. */
export class MediaUnavailable extends DomainError {
  readonly type = 'MediaUnavailable';
  readonly isRetryable = true;
}
