import type { ChannelWebhook, ParsedInbound, ParsedWebhook, WebhookRequest } from '#domain/channel-port.ts';
import type { ChannelEvent } from '#domain/message/channel-event.ts';
import type { ApiDeps } from '#api/deps.ts';
import type { StoredConnection } from '#api/records.ts';

/** What of one delivery belongs to one connected account. */
export interface AccountShare {
  readonly connection: StoredConnection;
  readonly messages: ParsedInbound[];
  readonly events: ChannelEvent[];
}

/**
 * Sorts a delivery by account: a provider's app calls one address for all its pages and numbers, also those of other
 * tenants. Each share must be proven by its own account's secret; what belongs to nobody is counted and left.
 */
export async function sortDelivery(
  deps: Pick<ApiDeps, 'channels' | 'connections' | 'records' | 'metrics'>,
  called: { readonly connection: StoredConnection; readonly webhook: ChannelWebhook; readonly request: WebhookRequest },
  parsed: ParsedWebhook,
): Promise<readonly AccountShare[]> {
  const shares = new Map<string, AccountShare>();
  const homes = new Map<string, StoredConnection | undefined>();
  const homeOf = async (accountId: string | null | undefined) => {
    if (accountId === null || accountId === undefined || isOwn(deps, called.connection, accountId)) {
      return called.connection;
    }
    if (!homes.has(accountId)) homes.set(accountId, await findHome(deps, called, accountId));
    return homes.get(accountId);
  };
  const shareOf = async (accountId: string | null | undefined) => {
    const connection = await homeOf(accountId);
    if (connection === undefined) {
      deps.metrics.ignored.inc({ channel: called.connection.channel, reason: 'unknown_account' });
      return undefined;
    }
    const known = shares.get(connection.channelId) ?? { connection, messages: [], events: [] };
    shares.set(connection.channelId, known);
    return known;
  };
  for (const inbound of parsed.messages) (await shareOf(inbound.accountId))?.messages.push(inbound);
  for (const event of parsed.events) (await shareOf(event.accountId))?.events.push(event);
  return [...shares.values()];
}

function isOwn(deps: Pick<ApiDeps, 'channels'>, connection: StoredConnection, accountId: string): boolean {
  const ids = deps.channels.find(connection.channel)?.accountIds?.(connection.credentials);
  return ids === undefined || ids.includes(accountId);
}

/**
 * The account that a delivery to a stranger's address is for: an app has one address for all its accounts, and the tenant it
 * was set for may have left. Nothing is proven yet, so only the first account named is looked up, and must prove it.
 */
export async function findAddressee(
  deps: Pick<ApiDeps, 'channels' | 'connections' | 'records'>,
  webhook: ChannelWebhook,
  request: WebhookRequest,
  { messages, events }: ParsedWebhook,
): Promise<StoredConnection | undefined> {
  if (webhook.unknownAccount === 'ours') return undefined;
  const accountId = [...messages, ...events].map((item) => item.accountId).find((id) => typeof id === 'string');
  return typeof accountId === 'string' ? provenHome(deps, request, accountId) : undefined;
}

async function findHome(
  deps: Pick<ApiDeps, 'channels' | 'connections' | 'records'>,
  called: { readonly connection: StoredConnection; readonly webhook: ChannelWebhook; readonly request: WebhookRequest },
  accountId: string,
): Promise<StoredConnection | undefined> {
  const home = await provenHome(deps, called.request, accountId);
  return home ?? (called.webhook.unknownAccount === 'ours' ? called.connection : undefined);
}

async function provenHome(
  deps: Pick<ApiDeps, 'channels' | 'connections' | 'records'>,
  request: WebhookRequest,
  accountId: string,
): Promise<StoredConnection | undefined> {
  for (const { slug, channel } of await deps.records.channelBook.accountsOf(accountId)) {
    const connection = await deps.connections.find(slug, channel);
    const webhook = deps.channels.find(channel)?.webhook;
    if (connection !== undefined && webhook?.verify(request, connection.credentials).ok === true) return connection;
  }
  return undefined;
}
