import { z } from 'zod';
import { CHANNELS } from '#domain/channel.ts';
import { optionalTenantQuery } from '#api/http/tenant.ts';

export const channelView = z.object({
  id: z.string(),
  channel: z.string(),
  status: z
    .string()
    .describe('active; auth_failed: the provider refuses the credentials, connect or rotate them; off: disconnected.'),
  webhook_url: z.string().nullable().describe('Give this address to the provider; null when the channel has none.'),
  created_at: z.iso.datetime(),
  last_inbound_at: z.iso.datetime().nullable().describe('When the provider last called, to a minute; null = never.'),
  last_error: z.string().nullable().describe('What stops or stopped the connection, in our words.'),
  last_error_at: z.iso.datetime().nullable(),
  token_expires_at: z.iso
    .datetime()
    .nullable()
    .describe('As of the last test; null = never, or the provider does not say.'),
});

export const connectedView = channelView.extend({
  webhook_registered: z
    .boolean()
    .describe('True when the provider was told the address. False: tell it yourself, or connect again later.'),
});

export const reportView = z.object({
  channel: z.string(),
  ok: z.boolean().describe('True when the provider takes the credentials and nothing needs a person.'),
  account: z.string().nullable().describe('The account as its owner knows it.'),
  webhook: z
    .enum(['ours', 'other', 'none'])
    .nullable()
    .describe('Where the provider delivers; null = it does not say.'),
  token_expires_at: z.iso.datetime().nullable(),
  problems: z.array(z.string()),
});

const credentials = z
  .record(z.string().max(64), z.string().max(4096))
  .describe(
    [
      'By channel; kept encrypted and never shown again.',
      'telegram: bot_token, secret_token.',
      'whatsapp: access_token, phone_number_id, app_secret, verify_token; optional app_id, waba_id (to set and check the webhook), template_name, template_language.',
      'messenger: access_token, page_id, app_secret, verify_token; optional app_id.',
      'instagram: access_token, account_id, app_secret, verify_token; optional app_id, page_id.',
      'twilio: account_sid, auth_token, and sms_from, whatsapp_from or messaging_service_sid; optional content_sid.',
    ].join(' '),
  );

const refusals = [
  { status: 401, description: 'No valid key' },
  { status: 404, description: 'Unknown tenant, or a channel that is not connected' },
] as const;

const path = '/v1/channels';
const one = '/v1/channels/{channel}';
const params = z.object({ channel: z.enum(CHANNELS) });
const common = { tag: 'Channels', access: 'viewer', query: optionalTenantQuery } as const;

export const connectSpec = {
  method: 'post',
  path,
  operationId: 'connectChannel',
  summary: 'Connect a channel account, or replace its credentials',
  ...common,
  access: 'admin',
  body: z.strictObject({ channel: z.enum(CHANNELS), credentials }),
  answers: [
    { status: 201, description: 'Connected', schema: connectedView },
    { status: 422, description: 'The channel’s credentials do not fit, or the provider refuses them' },
    ...refusals,
  ],
} as const;

export const listSpec = {
  method: 'get',
  path,
  operationId: 'listChannels',
  summary: 'The connected channels of a tenant and how they fare, without credentials',
  ...common,
  answers: [
    { status: 200, description: 'Channels', schema: z.object({ channels: z.array(channelView) }) },
    ...refusals,
  ],
} as const;

export const testSpec = {
  method: 'post',
  path: `${one}/test`,
  operationId: 'testChannel',
  summary: 'Ask the provider about a connected account: are the credentials valid, does it deliver to us',
  ...common,
  access: 'admin',
  params,
  answers: [
    { status: 200, description: 'What the provider says', schema: reportView },
    { status: 503, description: 'The provider can not be reached' },
    ...refusals,
  ],
} as const;

export const rotateSpec = {
  method: 'post',
  path: `${one}/rotate`,
  operationId: 'rotateChannelCredentials',
  summary: 'Replace some credentials of a connected account; deliveries signed with the secret before are still taken',
  ...common,
  access: 'admin',
  params,
  body: z.strictObject({ credentials }),
  answers: [
    { status: 200, description: 'Replaced', schema: channelView },
    { status: 422, description: 'The credentials do not fit' },
    ...refusals,
  ],
} as const;

export const registerSpec = {
  method: 'post',
  path: `${one}/webhook`,
  operationId: 'registerChannelWebhook',
  summary: 'Tell the provider our address again, e.g. after PUBLIC_URL has changed',
  ...common,
  access: 'admin',
  params,
  answers: [
    { status: 200, description: 'Told', schema: z.object({ webhook_url: z.string() }) },
    { status: 409, description: 'The address is not https, or the provider has no call for it' },
    { status: 422, description: 'The provider refuses the credentials' },
    ...refusals,
  ],
} as const;

export const disconnectSpec = {
  method: 'delete',
  path: one,
  operationId: 'disconnectChannel',
  summary: 'Disconnect an account: credentials are forgotten, deliveries refused, conversations kept',
  ...common,
  access: 'admin',
  params,
  answers: [
    { status: 204, description: 'Disconnected' },
    { status: 409, description: 'The channel can not be disconnected' },
    ...refusals,
  ],
} as const;
