import { z } from 'zod';
import { renamed } from '#adapters/channels/http/renamed.ts';
import { accessToken, accountId, metaSecrets } from '#adapters/channels/meta/credentials.ts';

/** What connects one WhatsApp number through Meta's Cloud API. */
export const whatsAppCredentials = z.preprocess(
  renamed({ token: 'access_token', business_account_id: 'waba_id' }),
  z.strictObject({
    ...metaSecrets,
    access_token: accessToken,
    phone_number_id: accountId('the phone number (not the number itself)'),
    waba_id: accountId('the WhatsApp Business account').exactOptional(),
    template_name: z
      .string()
      .regex(/^[a-z0-9_]{1,512}$/, 'expected a template’s name: a-z, 0-9 and _')
      .exactOptional()
      .describe('An approved template with one text parameter, for words after the 24-hour window.'),
    template_language: z
      .string()
      .regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, 'expected a language like he or en_US')
      .exactOptional(),
  }),
);
