import { DomainError } from '#domain/errors.ts';

/** Thrown when an address that somebody typed in may not be fetched, or what it answers may not be taken. */
export class FetchRefused extends DomainError {
  readonly type = 'FetchRefused';
  readonly isRetryable = false;
}

/** Thrown when the address could not be reached in time, or its server said that it is in trouble. */
export class FetchUnavailable extends DomainError {
  readonly type = 'FetchUnavailable';
  readonly isRetryable = true;
}
