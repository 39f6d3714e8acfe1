import { z } from 'zod';

/* Credentials that every channel of Meta has. Both secrets are mandatory: without them anybody could write as anybody. */

const secret = (words: string) => z.string().min(8, 'expected 8 characters or more').max(512).describe(words);

export const metaSecrets = {
  app_secret: secret('The app’s secret (App settings → Basic); every delivery is signed with it.'),
  app_secret_previous: secret('The secret before a change: deliveries signed with it are still taken.').exactOptional(),
  verify_token: secret('Any words of your own; given to Meta with the webhook address and repeated in its handshake.'),
  app_id: z
    .string()
    .regex(/^\d{5,20}$/, 'expected the digits of the app id')
    .exactOptional()
    .describe('The app’s id: tells our own messages from a person’s in the inbox, and lets us set the webhook.'),
};

export const accessToken = secret('A permanent token (system user or page) with the channel’s messaging rights.');

export const accountId = (what: string) =>
  z
    .string()
    .regex(/^\d{1,24}$/, `expected the digits of ${what}`)
    .describe(`Id of ${what}.`);
