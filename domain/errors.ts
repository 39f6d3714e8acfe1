import type { RefusalReason } from '#domain/message/channel-event.ts';

/*
 * One class per fact. `type` is the stable name used across process boundaries (Temporal failure type,
 * problem `code`); `isRetryable` is decided here, where the fact is known.
 */
export abstract class DomainError extends Error {
  abstract readonly type: string;
  abstract readonly isRetryable: boolean;
}

/** Thrown when a value from outside does not fit; the message says where, what and what was expected. */
export class InvalidInput extends DomainError {
  readonly type = 'InvalidInput';
  readonly isRetryable = false;
}

/** Thrown when content goes past a limit; nothing of it was kept. */
export class TooLarge extends DomainError {
  readonly type = 'TooLarge';
  readonly isRetryable = false;
}

/** Thrown when an id names nothing this tenant may see (foreign and missing look the same). */
export class NotFound extends DomainError {
  readonly type = 'NotFound';
  readonly isRetryable = false;
}

/** Thrown when the state has moved on, so that the request no longer applies. */
export class Conflict extends DomainError {
  readonly type = 'Conflict';
  readonly isRetryable = false;
}

/** Thrown when a row is not of the version that the caller has seen; nothing was changed. */
export class Stale extends DomainError {
  readonly type = 'Stale';
  readonly isRetryable = false;
}

/** Thrown when a provider or a feature is used that has not been configured. */
export class NotConfigured extends DomainError {
  readonly type = 'NotConfigured';
  readonly isRetryable = false;
}

/** Thrown when the provider refuses our key (401, 403): the next configured model may still work. */
export class ModelAuthError extends DomainError {
  readonly type = 'ModelAuthError';
  readonly isRetryable = false;
}

/** Thrown when the provider calls our request wrong (400, 404, 422): retrying can't help. */
export class ModelRequestError extends DomainError {
  readonly type = 'ModelRequestError';
  readonly isRetryable = false;
}

/** Thrown on 429; `retryAfterMs` is what the provider asked for, or undefined when it said nothing. */
export class ModelRateLimited extends DomainError {
  readonly type = 'ModelRateLimited';
  readonly isRetryable = true;
  readonly retryAfterMs: number | undefined;
  constructor(message: string, retryAfterMs?: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Thrown when the provider did not answer within our time limit. */
export class ModelTimeout extends DomainError {
  readonly type = 'ModelTimeout';
  readonly isRetryable = true;
}

/** Thrown on 5xx, a refused connection, a cut stream. */
export class ModelUnavailable extends DomainError {
  readonly type = 'ModelUnavailable';
  readonly isRetryable = true;
}

/** Thrown when the reply is not what the provider's API promises (broken JSON, no choices, oversize). */
export class ModelMalformedReply extends DomainError {
  readonly type = 'ModelMalformedReply';
  readonly isRetryable = true;
}

/** Thrown on a channel's 429; nothing was sent. */
export class ChannelRateLimited extends DomainError {
  readonly type = 'ChannelRateLimited';
  readonly isRetryable = true;
  readonly retryAfterMs: number;
  constructor(message: string, retryAfterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Thrown when a channel refuses for good. `reason` tells what follows. */
export class ChannelRefused extends DomainError {
  readonly type = 'ChannelRefused';
  readonly isRetryable = false;
  readonly reason: RefusalReason;
  constructor(message: string, reason: RefusalReason, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Thrown when a channel surely accepted nothing (refused connection, 5xx with an answer). */
export class ChannelUnavailable extends DomainError {
  readonly type = 'ChannelUnavailable';
  readonly isRetryable = true;
}

/** Thrown when a send was cut after it went out: the customer may or may not have it. Never resent blindly. */
export class ChannelOutcomeUnknown extends DomainError {
  readonly type = 'ChannelOutcomeUnknown';
  readonly isRetryable = false;
}

/** Thrown when every model of the fallback list has failed or none is left to try. */
export class NoModelLeft extends DomainError {
  readonly type = 'NoModelLeft';
  readonly isRetryable = false;
}

/** Thrown when the database can't be reached or gave up (restart, timeout, deadlock): nothing was committed, try again. */
export class StoreUnavailable extends DomainError {
  readonly type = 'StoreUnavailable';
  readonly isRetryable = true;
}

/** Thrown when words were sealed with a key that has been destroyed: whom they were about was erased. */
export class KeyDestroyed extends DomainError {
  readonly type = 'KeyDestroyed';
  readonly isRetryable = false;
}
