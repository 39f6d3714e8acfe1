import { z } from 'zod';
import { tenantSlug } from '#api/http/tenant.ts';

const params = z.object({
  channel: z
    .string()
    .regex(/^[a-z]{1,20}$/, 'expected a channel name')
    .describe('telegram, whatsapp, messenger, instagram or twilio.'),
  tenant: tenantSlug,
});

const path = '/webhooks/{channel}/{tenant}';

export const challengeSpec = {
  method: 'get',
  path,
  operationId: 'answerWebhookChallenge',
  summary: 'Answer the handshake of providers that check an address before they use it',
  tag: 'Webhooks',
  access: 'public',
  params,
  answers: [
    { status: 200, description: 'The challenge, repeated', contentType: 'text/plain' },
    { status: 403, description: 'Wrong verify token' },
    { status: 404, description: 'Unknown tenant or channel' },
  ],
} as const;

export const deliverySpec = {
  method: 'post',
  path,
  operationId: 'receiveWebhook',
  summary: 'Take a provider’s delivery, in the provider’s own format and with its own proof of origin',
  tag: 'Webhooks',
  access: 'public',
  params,
  answers: [
    { status: 200, description: 'Every message in it is durable now' },
    { status: 400, description: 'Not the provider’s format' },
    { status: 401, description: 'No proof, or a wrong one, that it comes from the provider' },
    { status: 404, description: 'Unknown tenant or channel' },
    { status: 413, description: 'Larger than 3 MB' },
    { status: 503, description: 'Neither Temporal nor Postgres can be reached; send it again' },
  ],
} as const;
