import { ChannelRateLimited, ChannelRefused, ChannelUnavailable } from '#domain/errors.ts';
import type { DomainError } from '#domain/errors.ts';
import type { RefusalReason } from '#domain/message/channel-event.ts';
import type { ProviderAnswer } from '#adapters/channels/http/call-provider.ts';
import { asNumber } from '#adapters/channels/http/loose.ts';

const REASONS: Readonly<Record<string, RefusalReason>> = {
  21610: 'opted_out',
  21211: 'blocked',
  21614: 'blocked',
  30003: 'blocked',
  30004: 'blocked',
  30005: 'blocked',
  30006: 'blocked',
  63003: 'blocked',
  63024: 'blocked',
  63032: 'blocked',
  63033: 'blocked',
  63016: 'window',
  63007: 'auth',
  63051: 'auth',
  20003: 'auth',
  20404: 'auth',
  21408: 'auth',
  21606: 'auth',
  21659: 'auth',
  21660: 'auth',
};

/** Too fast: of the account, the number, WhatsApp's own pace. */
const WAITS: Readonly<Record<string, number>> = { 20429: 1_000, 63018: 10_000, 14107: 5_000, 30022: 5_000 };

const TRANSIENT = new Set([20500, 20503, 30008, 30017, 63010, 63012, 63015]);

/** What a permanent error code of Twilio means, of an answer or of a status; unknown ones are about the message. */
export function twilioRefusal(code: string | number | undefined): RefusalReason {
  return REASONS[String(code)] ?? 'invalid';
}

/** What Twilio's refusal of a call means for the message it carried. Its words are not kept: they quote numbers. */
export function twilioError(answer: ProviderAnswer): DomainError {
  const code = asNumber(answer.json['code']);
  const name = `Twilio answered ${answer.status}${code === undefined ? '' : `, code ${code}`}`;
  const wait = code === undefined ? undefined : WAITS[String(code)];
  if (answer.status === 429 || wait !== undefined) {
    const seconds = asNumber(answer.headers.get('retry-after') ?? undefined);
    const asked = seconds === undefined || seconds < 0 ? undefined : Math.min(seconds, 3_600) * 1000;
    return new ChannelRateLimited(`${name}: too many calls`, asked ?? wait ?? 1_000);
  }
  if (answer.status >= 500 || (code !== undefined && TRANSIENT.has(code))) return new ChannelUnavailable(name);
  if (code === undefined && (answer.status === 401 || answer.status === 403 || answer.status === 404)) {
    return new ChannelRefused(name, 'auth');
  }
  return new ChannelRefused(name, twilioRefusal(code));
}
