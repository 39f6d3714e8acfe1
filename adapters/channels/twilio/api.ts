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
  /** Below the account: `Messages.json`. */
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
}

/** Calls the API of one account, or (typing) its messaging host. @throws the errors of `ChannelSender.send` */
export interface TwilioApi {
  call(credentials: ChannelCredentials, call: TwilioCall): Promise<LooseObject>;
  showTyping(credentials: ChannelCredentials, messageId: string): Promise<void>;
}

/** Where Twilio is unless told otherwise, and what its messages name. */
export const PUBLIC_API = 'https://api.twilio.com';

export function createTwilioApi(options: TwilioOptions): TwilioApi {
  const limit = options.limitMs === undefined ? {} : { limitMs: options.limitMs };
  const messaging = options.apiUrl === PUBLIC_API ? 'https://messaging.twilio.com' : options.apiUrl;
  return {
    async call(credentials, { method = 'POST', path, form }) {
      const answer = await callProvider({
        provider: 'Twilio',
        url: `${options.apiUrl}/2010-04-01/Accounts/${must(credentials, 'account_sid')}/${path}`,
        method,
        headers: {
          authorization: basic(credentials),
          ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(form !== undefined && { body: new URLSearchParams(form).toString() }),
        ...limit,
      });
      if (answer.status >= 400) throw twilioError(answer);
      return answer.json;
    },
    async showTyping(credentials, messageId) {
      const answer = await callProvider({
        provider: 'Twilio',
        url: `${messaging}/v3/Indicators/Typing.json`,
        method: 'POST',
        headers: { authorization: basic(credentials), 'content-type': 'application/json' },
        body: JSON.stringify({ channel: 'WHATSAPP', messageId }),
        ...limit,
      });
      if (answer.status >= 400) throw twilioError(answer);
    },
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
