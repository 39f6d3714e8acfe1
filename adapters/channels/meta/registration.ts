import type { AccountReport, ChannelCredentials } from '#domain/channel-port.ts';
import { ChannelRefused } from '#domain/errors.ts';
import { asNumber, asObject, asObjects, asText } from '#adapters/channels/http/loose.ts';
import { mustHave } from './graph.ts';
import type { Graph } from './graph.ts';

/** Which of Graph's objects and fields a channel listens to. */
export interface MetaSubscription {
  /** `whatsapp_business_account`, `page` or `instagram`. */
  readonly object: string;
  readonly fields: readonly string[];
  /** The credential that holds the id whose deliveries the app subscribes to. */
  readonly owner: string;
  /** False where the owner's subscription names no fields (WhatsApp). */
  readonly ownerFields: boolean;
}

/**
 * Points the app's webhook at `url` and subscribes the app to the account. The first needs `app_id`; without it a person
 * enters address and verify token in the app's dashboard.
 */
export async function registerMeta(
  graph: Graph,
  subscription: MetaSubscription,
  credentials: ChannelCredentials,
  url: string,
): Promise<void> {
  const { object, fields, owner, ownerFields } = subscription;
  const appId = credentials['app_id'];
  if (appId === undefined) {
    throw new ChannelRefused('the channel has no app_id, so the webhook can not be set for you', 'invalid');
  }
  await graph(credentials, {
    path: `${appId}/subscriptions`,
    token: appToken(credentials),
    body: {
      object,
      callback_url: url,
      verify_token: mustHave(credentials, 'verify_token'),
      fields: fields.join(','),
      include_values: true,
    },
  });
  await graph(credentials, {
    path: `${mustHave(credentials, owner)}/subscribed_apps`,
    body: ownerFields ? { subscribed_fields: fields.join(',') } : {},
  });
}

export async function unregisterMeta(
  graph: Graph,
  subscription: MetaSubscription,
  credentials: ChannelCredentials,
): Promise<void> {
  const owner = credentials[subscription.owner];
  if (owner !== undefined) await graph(credentials, { method: 'DELETE', path: `${owner}/subscribed_apps` });
}

/** Asks Graph about the account, its token, and whether its deliveries come to us. */
export async function examineMeta(
  graph: Graph,
  subscription: MetaSubscription,
  credentials: ChannelCredentials,
  about: { readonly url: string; readonly path: string; readonly fields: readonly string[] },
): Promise<AccountReport> {
  const account = await graph(credentials, {
    method: 'GET',
    path: about.path,
    query: { fields: about.fields.join(',') },
  });
  const name = about.fields.map((field) => asText(account[field], 128)).find((text) => text !== undefined);
  const appId = credentials['app_id'];
  const [token, webhook, subscribed] = await Promise.all([
    appId === undefined ? undefined : tokenOf(graph, credentials),
    appId === undefined ? null : webhookOf(graph, subscription.object, credentials, about.url),
    subscribedOf(graph, subscription, credentials),
  ]);
  const problems = [
    ...(token?.valid === false ? ['the access token is not valid any more'] : []),
    ...(subscribed === false ? ['the app is not subscribed to the account: its deliveries do not come'] : []),
    ...(appId === undefined ? ['app_id is not set: whether the webhook is ours can not be asked'] : []),
  ];
  return { account: name ?? about.path, webhook, tokenExpiresAt: token?.expiresAt ?? null, problems };
}

function appToken(credentials: ChannelCredentials): string {
  return `${mustHave(credentials, 'app_id')}|${mustHave(credentials, 'app_secret')}`;
}

async function tokenOf(graph: Graph, credentials: ChannelCredentials) {
  const answer = await graph(credentials, {
    method: 'GET',
    path: 'debug_token',
    query: { input_token: mustHave(credentials, 'access_token') },
    token: appToken(credentials),
  });
  const data = asObject(answer['data']);
  const seconds = asNumber(data?.['expires_at']) ?? 0;
  return {
    valid: data?.['is_valid'] !== false,
    expiresAt: seconds > 0 ? new Date(seconds * 1000).toISOString() : null,
  };
}

async function webhookOf(
  graph: Graph,
  object: string,
  credentials: ChannelCredentials,
  url: string,
): Promise<AccountReport['webhook']> {
  const path = `${mustHave(credentials, 'app_id')}/subscriptions`;
  const answer = await graph(credentials, { method: 'GET', path, token: appToken(credentials) });
  const found = asObjects(answer['data']).find((one) => one['object'] === object && one['active'] !== false);
  if (found === undefined) return 'none';
  return found['callback_url'] === url ? 'ours' : 'other';
}

/** Undefined when the account's owner id is not known. */
async function subscribedOf(
  graph: Graph,
  subscription: MetaSubscription,
  credentials: ChannelCredentials,
): Promise<boolean | undefined> {
  const owner = credentials[subscription.owner];
  if (owner === undefined) return undefined;
  const answer = await graph(credentials, { method: 'GET', path: `${owner}/subscribed_apps` });
  return asObjects(answer['data']).length > 0;
}
