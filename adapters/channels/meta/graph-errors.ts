import { ChannelRateLimited, ChannelRefused, ChannelUnavailable } from '#domain/errors.ts';
import type { DomainError } from '#domain/errors.ts';
import type { RefusalReason } from '#domain/message/channel-event.ts';
import { asNumber, asObject } from '#adapters/channels/http/loose.ts';
import type { ProviderAnswer } from '#adapters/channels/http/call-provider.ts';

/*
 * Graph's error codes, decided by `error.code` first: rate errors come as 400, 403 and 429 alike. Texts of Graph are
 * not kept: they may quote the message.
 */

/** Waits by code, ms: of one recipient (pair rate), of the number, of the app. */
const WAITS: ReadonlyMap<number, number> = new Map([
  [131056, 6_000],
  [130429, 10_000],
  [80007, 60_000],
  [4, 60_000],
  [17, 60_000],
  [32, 60_000],
  [613, 30_000],
  [80001, 60_000],
  [80002, 60_000],
  [80006, 60_000],
  [80008, 60_000],
  [341, 60_000],
  [133016, 60_000],
]);

/** Surely not accepted, and likely to work soon. */
const TRANSIENT = new Set([1, 2, 1200, 131000, 131016, 131057, 133004, 135000]);

const REASONS: ReadonlyMap<number, RefusalReason> = new Map([
  [131047, 'window'],
  [2018278, 'window'],
  [2018065, 'window'],
  [2534022, 'window'],
  [131026, 'blocked'],
  [131021, 'blocked'],
  [551, 'blocked'],
  [1545041, 'blocked'],
  [2018108, 'blocked'],
  [2018001, 'blocked'],
  [2534014, 'blocked'],
  // WhatsApp does not let this business write to people of that country.
  [130497, 'blocked'],
  // Of one thread, not of the account: another app holds it (handover), a comment was answered privately before, is gone.
  [2018300, 'invalid'],
  [10900, 'invalid'],
  [10903, 'invalid'],
  [131050, 'opted_out'],
  [190, 'auth'],
  [102, 'auth'],
  [0, 'auth'],
  // The account's id is not one that this token may use.
  [33, 'auth'],
  [3, 'auth'],
  [10, 'auth'],
  [368, 'auth'],
  [131031, 'auth'],
  [131005, 'auth'],
  [131037, 'auth'],
  [131042, 'auth'],
  [131045, 'auth'],
  [133010, 'auth'],
]);

/** What a permanent error code means; unknown ones are about the message itself. */
export function refusalReason(code: number | undefined, subcode?: number): RefusalReason {
  const known = (subcode === undefined ? undefined : REASONS.get(subcode)) ?? REASONS.get(code ?? -1);
  if (known !== undefined) return known;
  return code !== undefined && code >= 200 && code <= 299 ? 'auth' : 'invalid';
}

/** What Graph's refusal of a call means for the message it carried. */
export function graphError(answer: ProviderAnswer): DomainError {
  const error = asObject(answer.json['error']);
  const code = asNumber(error?.['code']);
  const subcode = asNumber(error?.['error_subcode']);
  const name = `Graph answered ${answer.status}${code === undefined ? '' : `, code ${code}`}${subcode === undefined ? '' : `/${subcode}`}`;
  const wait = code === undefined ? undefined : WAITS.get(code);
  if (wait !== undefined || answer.status === 429) {
    return new ChannelRateLimited(`${name}: too many calls`, retryAfterMs(answer) ?? wait ?? 5_000);
  }
  if (error?.['is_transient'] === true || (code !== undefined && TRANSIENT.has(code))) {
    return new ChannelUnavailable(`${name}: for now`);
  }
  if (answer.status >= 500 && (code === undefined || !REASONS.has(code))) return new ChannelUnavailable(name);
  if (code === undefined && (answer.status === 401 || answer.status === 403)) return new ChannelRefused(name, 'auth');
  return new ChannelRefused(name, refusalReason(code, subcode));
}

/** `Retry-After` in seconds, bounded: an hour is as good as not at all. */
export function retryAfterMs(answer: ProviderAnswer): number | undefined {
  const seconds = asNumber(answer.headers.get('retry-after') ?? undefined);
  return seconds === undefined || seconds < 0 ? undefined : Math.min(seconds, 3_600) * 1000;
}
