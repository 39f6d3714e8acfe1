import { createHmac } from 'node:crypto';
import type { WebhookCall } from '#tests/fakes/provider/deliver.ts';
import type { TwilioAccount } from './twilio.ts';

/** A form as Twilio posts it: signed over the public address, delivered to wherever the test's server listens. */
export function twilioCall(
  account: TwilioAccount,
  address: { readonly url: string; readonly publicUrl: string },
  fields: Readonly<Record<string, string>>,
): WebhookCall {
  const signed = Object.keys(fields)
    .toSorted()
    .map((name) => `${name}${fields[name] ?? ''}`)
    .join('');
  return {
    url: address.url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', account.token).update(`${address.publicUrl}${signed}`).digest('base64'),
      'i-twilio-idempotency-token': fields['MessageSid'] ?? '',
    },
    body: new URLSearchParams(fields).toString(),
  };
}

/** The fields of an incoming message. */
export function incoming(
  account: TwilioAccount,
  message: { readonly sid: string; readonly from: string; readonly to: string; readonly text: string },
): Record<string, string> {
  return {
    MessageSid: message.sid,
    SmsSid: message.sid,
    SmsMessageSid: message.sid,
    AccountSid: account.sid,
    SmsStatus: 'received',
    NumMedia: '0',
    NumSegments: '1',
    From: message.from,
    To: message.to,
    Body: message.text,
    ApiVersion: '2010-04-01',
    ...(message.from.startsWith('whatsapp:') && { ProfileName: 'Dana', WaId: message.from.slice(10) }),
  };
}

/** The fields of a status callback. */
export function progress(
  account: TwilioAccount,
  message: { readonly sid: string; readonly from: string; readonly to: string },
  status: string,
  errorCode?: string,
): Record<string, string> {
  return {
    MessageSid: message.sid,
    SmsSid: message.sid,
    MessageStatus: status,
    SmsStatus: status,
    AccountSid: account.sid,
    From: message.from,
    To: message.to,
    ...(errorCode !== undefined && { ErrorCode: errorCode }),
  };
}
