import type { AccountReport, ChannelCredentials } from '#domain/channel-port.ts';
import { ChannelRefused } from '#domain/errors.ts';
import { asId, asObjects, asText } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import type { TwilioApi } from './api.ts';

/** Twilio gives a message up after one 5xx unless it is told to try again; what stands behind # is not signed. */
const RETRIES = '#rc=2&rp=ct,rt,5xx';

/** Points the SMS number at `url`. WhatsApp senders have no such call: their address is entered in the console. */
export async function registerTwilio(api: TwilioApi, credentials: ChannelCredentials, url: string): Promise<void> {
  if (credentials['sms_from'] === undefined) {
    throw new ChannelRefused(
      `Twilio: enter ${url}${RETRIES} in the console; only SMS numbers can be set for you`,
      'invalid',
    );
  }
  await setAddress(api, credentials, `${url}${RETRIES}`);
}

export async function unregisterTwilio(api: TwilioApi, credentials: ChannelCredentials): Promise<void> {
  if (credentials['sms_from'] !== undefined) await setAddress(api, credentials, '');
}

async function setAddress(api: TwilioApi, credentials: ChannelCredentials, address: string): Promise<void> {
  const sid = asId((await findNumber(api, credentials))?.['sid']);
  if (sid === undefined) throw new ChannelRefused('Twilio: the account has no number sms_from', 'invalid');
  await api.call(credentials, {
    path: `IncomingPhoneNumbers/${encodeURIComponent(sid)}.json`,
    form: { SmsUrl: address, SmsMethod: 'POST' },
  });
}

async function findNumber(api: TwilioApi, credentials: ChannelCredentials): Promise<LooseObject | undefined> {
  const query = new URLSearchParams({ PhoneNumber: credentials['sms_from'] ?? '' });
  const found = await api.call(credentials, { method: 'GET', path: `IncomingPhoneNumbers.json?${query.toString()}` });
  return asObjects(found['incoming_phone_numbers'])[0];
}

/** Asks Twilio about the account, and whether its SMS number delivers to us. */
export async function examineTwilio(
  api: TwilioApi,
  credentials: ChannelCredentials,
  url: string,
): Promise<AccountReport> {
  const balance = await api.call(credentials, { method: 'GET', path: 'Balance.json' });
  const hasNumber = credentials['sms_from'] !== undefined;
  const number = hasNumber ? await findNumber(api, credentials) : undefined;
  const address = asText(number?.['sms_url'], 2_048);
  const retries = address?.includes('rp=') === true;
  return {
    account: asText(number?.['friendly_name'], 128) ?? asText(balance['account_sid'], 64) ?? 'Twilio',
    webhook: !hasNumber ? null : address === undefined ? 'none' : address.split('#')[0] === url ? 'ours' : 'other',
    tokenExpiresAt: null,
    problems: [
      ...(hasNumber && number === undefined ? ['the account has no number sms_from'] : []),
      ...(address !== undefined && !retries
        ? [
            `the address says nothing of trying again: enter it with ${RETRIES}, else a message is lost when we are down`,
          ]
        : []),
    ],
  };
}
