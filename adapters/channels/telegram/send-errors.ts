import { GrammyError, HttpError } from 'grammy';
import { ChannelRateLimited, ChannelRefused, ChannelUnavailable } from '#domain/errors.ts';
import type { DomainError } from '#domain/errors.ts';
import { networkFailure } from '#adapters/channels/http/network-failure.ts';

/** What a failed call to Telegram means for the message. Texts of Telegram or the customer are not kept. */
export function toChannelError(error: unknown): DomainError {
  if (error instanceof GrammyError) return fromAnswer(error);
  const thrown = error instanceof HttpError ? error.error : error;
  return networkFailure('Telegram', thrown);
}

function fromAnswer(error: GrammyError): DomainError {
  const code = error.error_code;
  if (code === 429) {
    const seconds = error.parameters.retry_after ?? 1;
    return new ChannelRateLimited(`Telegram asks to wait ${seconds} s`, seconds * 1000);
  }
  if (code >= 500) return new ChannelUnavailable(`Telegram answered ${code}`);
  if (code === 403)
    return new ChannelRefused('Telegram answered 403: the customer blocked the bot or is gone', 'blocked');
  if (code === 401 || code === 404)
    return new ChannelRefused(`Telegram answered ${code}: the bot token is not valid`, 'auth');
  return new ChannelRefused(`Telegram answered ${code}: it does not take this message`, 'invalid');
}
