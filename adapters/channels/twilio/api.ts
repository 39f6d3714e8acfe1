import type { ChannelCredentials } from '#domain/channel-port.ts';
import { ChannelRefused } from '#domain/errors.ts';
import { callProvider } from '#adapters/channels/http/call-provider.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import { twilioError } from './errors.ts';

export interface TwilioOptions {
  /** `TWILIO_API_URL`, without a slash at the end. */
  readonly apiUrl: string;
  /** Tests shorten it. */
  readonly limitMs?: number;
}

export interface TwilioCall {
  readonly method?: 'GET' | 'POST';
  /** Below the account, `Messages.json`, or below the messaging host, `v2/Channels/Senders`. */
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: LooseObject;
}

/** Calls Twilio for one account. @throws the errors of `ChannelSender.send` */
export interface TwilioApi {
  /** What belongs to the account: messages, numbers. */
  call(credentials: ChannelCredentials, call: TwilioCall): Promise<LooseObject>;
  /** The messaging host: typing, WhatsApp senders, messaging services. */
  messaging(credentials: ChannelCredentials, call: TwilioCall): Promise<LooseObject>;
}

/** Where Twilio is unless told otherwise, and what its messages name. */
export const PUBLIC_API = 'https://api.twilio.com';

export function createTwilioApi(options: TwilioOptions): TwilioApi {
  const messagingUrl = options.apiUrl === PUBLIC_API ? 'https://messaging.twilio.com' : options.apiUrl;
  const callAt = async (credentials: ChannelCredentials, base: string, call: TwilioCall) => {
    const { method = 'POST', path, form, json } = call;
    const body = form === undefined ? json && JSON.stringify(json) : new URLSearchParams(form).toString();
    const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
    const answer = await callProvider({
      provider: 'Twilio',
      url: `${base}/${path}`,
      method,
      headers: { authorization: basic(credentials), ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body }),
      ...(options.limitMs !== undefined && { limitMs: options.limitMs }),
    });
    if (answer.status >= 400) throw twilioError(answer);
    return answer.json;
  };
  return {
    call: (credentials, call) =>
      callAt(credentials, `${options.apiUrl}/2010-04-01/Accounts/${must(credentials, 'account_sid')}`, call),
    messaging: (credentials, call) => callAt(credentials, messagingUrl, call),
  };
}

/** @throws ChannelRefused (`auth`) when the account has no password */
export function basic(credentials: ChannelCredentials): string {
  const pair = `${must(credentials, 'account_sid')}:${must(credentials, 'auth_token')}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function must(credentials: ChannelCredentials, name: string): string {
  const value = credentials[name];
  if (value === undefined || value === '') throw new ChannelRefused(`Twilio: the channel has no ${name}`, 'auth');
  return value;
}
