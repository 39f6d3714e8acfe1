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

async function findHome(
  deps: Pick<ApiDeps, 'channels' | 'connections' | 'records'>,
  called: { readonly connection: StoredConnection; readonly webhook: ChannelWebhook; readonly request: WebhookRequest },
  accountId: string,
): Promise<StoredConnection | undefined> {
  for (const { slug, channel } of await deps.records.channelBook.accountsOf(accountId)) {
    const connection = await deps.connections.find(slug, channel);
    const webhook = deps.channels.find(channel)?.webhook;
    if (connection !== undefined && webhook?.verify(called.request, connection.credentials).ok === true) {
      return connection;
    }
  }
  return called.webhook.unknownAccount === 'ours' ? called.connection : undefined;
}
