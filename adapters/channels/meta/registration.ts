import type { AccountReport, ChannelCredentials } from '#domain/channel-port.ts';
import { ChannelRefused } from '#domain/errors.ts';
import { asId, asNumber, asObject, asObjects, asText } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import { mustHave } from './graph.ts';
import type { Graph } from './graph.ts';

/** Which of Graph's objects and fields a channel listens to. */
export interface MetaSubscription {
  /** `whatsapp_business_account`, `page` or `instagram`. */
  readonly object: string;
  readonly fields: readonly string[];
  /** Whose deliveries the app subscribes to; undefined when the account does not name it. */
  owner(credentials: ChannelCredentials): MetaOwner | undefined;
  /** False where the app's own settings can't be asked with the account's secrets (Instagram Login). */
  knowsApp?(credentials: ChannelCredentials): boolean;
}

export interface MetaOwner {
  readonly id: string;
  /** What it subscribes to; left out where its subscription names no fields (WhatsApp). */
  readonly fields?: readonly string[];
  /** True when another channel lives on the same subscription, so that it must not be ended for this one. */
  readonly shared?: boolean;
}

/**
 * Subscribes the app to the account and points the app's webhook at `url`. The second needs `app_id`; without it a person
 * enters address and verify token in the app's dashboard.
 */
export async function registerMeta(
  graph: Graph,
  subscription: MetaSubscription,
  credentials: ChannelCredentials,
  url: string,
): Promise<void> {
  const { object, fields } = subscription;
  const owner = subscription.owner(credentials);
  if (owner !== undefined) {
    await graph(credentials, {
      path: `${owner.id}/subscribed_apps`,
      body: owner.fields === undefined ? {} : { subscribed_fields: owner.fields.join(',') },
    });
  }
  const appId = appIdOf(subscription, credentials);
  if (appId === undefined) {
    throw new ChannelRefused(
      `enter ${url} in the app's dashboard: without app_id it can not be set for you`,
      'invalid',
    );
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
  if (owner === undefined) {
    throw new ChannelRefused('the account names nobody whose deliveries the app could subscribe to', 'invalid');
  }
}

function appIdOf(subscription: MetaSubscription, credentials: ChannelCredentials): string | undefined {
  return subscription.knowsApp?.(credentials) === false ? undefined : credentials['app_id'];
}

export async function unregisterMeta(
  graph: Graph,
  subscription: MetaSubscription,
  credentials: ChannelCredentials,
): Promise<void> {
  const owner = subscription.owner(credentials);
  if (owner === undefined || owner.shared === true) return;
  await graph(credentials, { method: 'DELETE', path: `${owner.id}/subscribed_apps` });
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
  const appId = appIdOf(subscription, credentials);
  const [token, webhook, subscribed] = await Promise.all([
    appId === undefined ? undefined : tokenOf(graph, credentials),
    appId === undefined ? null : webhookOf(graph, subscription.object, credentials, about.url),
    subscriptionOf(graph, subscription, credentials),
  ]);
  const problems = [
    ...(token?.valid === false ? ['the access token is not valid any more'] : []),
    ...subscribed,
    ...(credentials['app_id'] === undefined ? ['app_id is not set: whether the webhook is ours can not be asked'] : []),
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
  return homeOf(asText(found['callback_url']) ?? '') === homeOf(url) ? 'ours' : 'other';
}

/** An app has one address for all its accounts: any tenant's of ours brings each account its own. */
function homeOf(url: string): string {
  return url.slice(0, url.lastIndexOf('/'));
}

/**
 * What is wrong with the app's subscription to the account. Meta ends a page's by itself after an hour of failed
 * deliveries, and lists every app that has one.
 */
async function subscriptionOf(
  graph: Graph,
  subscription: MetaSubscription,
  credentials: ChannelCredentials,
): Promise<readonly string[]> {
  const owner = subscription.owner(credentials);
  if (owner === undefined) return [];
  const answer = await graph(credentials, { method: 'GET', path: `${owner.id}/subscribed_apps` });
  const apps = asObjects(answer['data']);
  const appId = credentials['app_id'];
  const ours = appId === undefined ? apps[0] : (apps.find((app) => idsOf(app).includes(appId)) ?? nameless(apps));
  if (ours === undefined)
    return ['the app is not subscribed to the account, so its deliveries do not come: register the webhook'];
  const fields = ours['subscribed_fields'];
  const missing = Array.isArray(fields) ? (owner.fields ?? []).filter((field) => !fields.includes(field)) : [];
  return missing.length === 0 ? [] : [`the app is not subscribed to ${missing.join(', ')}: register the webhook`];
}

function idsOf(app: LooseObject): readonly (string | undefined)[] {
  return [asId(app['id']), asId(asObject(app['whatsapp_business_api_data'])?.['id'])];
}

/** An entry without any id may be ours. */
function nameless(apps: readonly LooseObject[]): LooseObject | undefined {
  return apps.find((app) => idsOf(app).every((id) => id === undefined));
}
