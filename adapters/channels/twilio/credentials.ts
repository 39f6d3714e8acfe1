import { z } from 'zod';
import { renamed } from '#adapters/channels/http/renamed.ts';

const number = z.string().regex(/^\+\d{6,15}$/, 'expected a number like +15551234567');

/** What connects a Twilio account: SMS, WhatsApp, or both. */
export const twilioCredentials = z.preprocess(
  (given) => splitFrom(renamed(RENAMED)(given)),
  z
    .strictObject({
      account_sid: z.string().regex(/^AC\w{8,64}$/, 'expected the account SID, AC…'),
      auth_token: z
        .string()
        .min(5, 'expected the auth token')
        .max(256)
        .describe('Every delivery is signed with it, every send is authorised with it.'),
      auth_token_previous: z
        .string()
        .max(256)
        .exactOptional()
        .describe('The token before a change: deliveries signed with it are still taken.'),
      sms_from: number.exactOptional().describe('The number that SMS come to.'),
      whatsapp_from: z
        .string()
        .regex(/^whatsapp:\+\d{6,15}$/, 'expected whatsapp:+15551234567')
        .exactOptional()
        .describe('The number that WhatsApp messages come to.'),
      messaging_service_sid: z
        .string()
        .regex(/^MG\w{8,64}$/, 'expected the service SID, MG…')
        .exactOptional(),
      content_sid: z
        .string()
        .regex(/^HX\w{8,64}$/, 'expected the content SID, HX…')
        .exactOptional()
        .describe('An approved WhatsApp template with one variable, for words after the 24-hour window.'),
    })
    .refine(
      (given) => given.sms_from ?? given.whatsapp_from ?? given.messaging_service_sid,
      'expected sms_from, whatsapp_from or messaging_service_sid: without one there is nothing to send from',
    ),
);

const RENAMED = {
  twilio_account_sid: 'account_sid',
  twilio_auth_token: 'auth_token',
  twilio_whatsapp_from: 'whatsapp_from',
};

/** Twilio itself calls either number `from`. */
function splitFrom(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('from' in given)) return given;
  const { from, ...rest } = given;
  const name = typeof from === 'string' && from.startsWith('whatsapp:') ? 'whatsapp_from' : 'sms_from';
  return { ...rest, [name]: from };
}
