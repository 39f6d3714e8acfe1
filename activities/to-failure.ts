import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import {
  ChannelRateLimited,
  DomainError,
  ModelMalformedReply,
  ModelRateLimited,
  ModelTimeout,
  StoreUnavailable,
} from '#domain/errors.ts';

/** An error nobody classified is tried this often before it counts as permanent. */
const UNKNOWN_ATTEMPTS = 5;
/** A provider that asks for a longer pause than this loses the turn to the next model. */
const LONGEST_MODEL_WAIT_MS = 20_000;
/** Errors whose message says which value did not fit. */
const QUOTING: ReadonlySet<string> = new Set(['InvalidInput', 'Conflict', 'TooLarge', 'ChannelRefused']);
/** Calls of one model for one step, by what went wrong. */
const MODEL_ATTEMPTS = 3;
const SLOW_MODEL_ATTEMPTS = 2;

/**
 * Turns any error of an activity into what the workflow decides by: a `type`, whether to retry, and when.
 * The message of an unknown error stays out: it may quote a customer, and a failure stays in a history that can't be erased.
 */
export function toFailure(error: unknown): Error {
  if (error instanceof CancelledFailure || error instanceof ApplicationFailure) return error;
  const attempt = activityInfo().attempt;
  if (!(error instanceof DomainError)) {
    return ApplicationFailure.create({
      message: `unexpected ${error instanceof Error ? error.name : typeof error} in ${activityInfo().activityType}`,
      type: 'Unexpected',
      nonRetryable: attempt >= UNKNOWN_ATTEMPTS,
      ...(error instanceof Error && { cause: placeOf(error) }),
    });
  }
  const wait = waitAskedFor(error);
  return ApplicationFailure.create({
    message: QUOTING.has(error.type) ? `${error.type} in ${activityInfo().activityType}` : error.message,
    type: error.type,
    nonRetryable: !error.isRetryable || isExhausted(error, attempt),
    ...(wait !== undefined && { nextRetryDelay: wait }),
  });
}

/** Where it was thrown, without what it says. */
function placeOf(error: Error): Error {
  const place = new Error(error.name);
  place.stack = [error.name, ...(error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line))].join('\n');
  return place;
}

function waitAskedFor(error: DomainError): number | undefined {
  if (error instanceof ChannelRateLimited) return error.retryAfterMs;
  // A little more than asked for, differing by attempt, so that waiting conversations don't return in one wave.
  if (error instanceof ModelRateLimited && error.retryAfterMs !== undefined) {
    return error.retryAfterMs + Math.floor(Math.random() * 500);
  }
  return undefined;
}

function isExhausted(error: DomainError, attempt: number): boolean {
  if (error instanceof StoreUnavailable || error.type.startsWith('Channel')) return false;
  if (error instanceof ModelRateLimited && (error.retryAfterMs ?? 0) > LONGEST_MODEL_WAIT_MS) return true;
  if (error instanceof ModelTimeout || error instanceof ModelMalformedReply) return attempt >= SLOW_MODEL_ATTEMPTS;
  if (error.type.startsWith('Model')) return attempt >= MODEL_ATTEMPTS;
  return attempt >= UNKNOWN_ATTEMPTS;
}
