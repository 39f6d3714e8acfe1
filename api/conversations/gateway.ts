import type { Logger } from 'pino';
import type { ParsedInbound } from '#domain/channel-port.ts';
import type { ConversationAddress } from '#domain/conversation/address.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { StoreUnavailable } from '#domain/errors.ts';
import { cleanText } from '#domain/message/clean-text.ts';
import type { ConversationVault } from '#domain/privacy/vault.ts';
import type { ApiMetrics } from '#api/metrics.ts';
import type { StoredConnection } from '#api/records.ts';
import { isRefusedForGood } from '#api/relay/refused-for-good.ts';
import type { Spool } from '#api/relay/spool.ts';
import type { Delivery } from '#adapters/temporal/signal-conversation.ts';

export interface AcceptOptions {
  /** Overrides the quiet window, ms; synchronous callers wait for nobody (0). */
  readonly quietMs?: number;
  /** The client streams. */
  readonly stream?: boolean;
  /** The key the conversation runs under, when it is not that of the contact's own id. */
  readonly contactKey?: string;
}

/** A message that is durable now. */
export interface Accepted {
  readonly address: ConversationAddress;
  readonly workflowId: string;
  readonly kept: 'temporal' | 'spool';
}

/** The API's only way to a conversation. */
export interface ConversationGateway {
  addressOf(connection: StoredConnection, recipient: string): ConversationAddress;
  /**
   * Makes one message durable: in its workflow, or in Postgres while Temporal is away or has its hands full, or older
   * messages of the conversation still wait there.
   * @throws StoreUnavailable when neither takes it, or the conversation's key can't be had; the provider must send it again
   */
  accept(connection: StoredConnection, inbound: ParsedInbound, options?: AcceptOptions): Promise<Accepted>;
}

export interface GatewayParts {
  readonly spool: Spool;
  /** Keyed hash of the channel account and the provider's opaque user id; 32 hex characters. */
  readonly contactKey: (channelId: string, recipient: string) => string;
  readonly vault: Pick<ConversationVault, 'sealLetter'>;
  readonly metrics: ApiMetrics;
  readonly log: Logger;
}

export function createConversationGateway(parts: GatewayParts): ConversationGateway {
  const addressOf = (connection: StoredConnection, recipient: string): ConversationAddress => ({
    tenantId: connection.tenant.id,
    tenantSlug: connection.tenant.slug,
    channel: connection.channel,
    channelId: connection.channelId,
    contactKey: parts.contactKey(connection.channelId, recipient),
  });
  return {
    addressOf,
    async accept(connection, inbound, options = {}) {
      const { recipient, key = recipient } = inbound.contact;
      const own = addressOf(connection, key);
      const address = options.contactKey === undefined ? own : { ...own, contactKey: options.contactKey };
      const aliasKeys = inbound.contact.aliases?.map((id) => parts.contactKey(connection.channelId, id));
      const delivery = await deliveryOf(parts, connection, address, withAliases(inbound, aliasKeys), options);
      const kept = await keep(parts, delivery);
      parts.metrics.inbound.inc({ channel: address.channel, outcome: kept });
      return { address, workflowId: workflowIdOf(address), kept };
    },
  };
}

function withAliases(inbound: ParsedInbound, aliasKeys: readonly string[] | undefined): ParsedInbound {
  return aliasKeys === undefined ? inbound : { ...inbound, contact: { ...inbound.contact, aliasKeys } };
}

async function keep(parts: GatewayParts, delivery: Delivery): Promise<'temporal' | 'spool'> {
  const { spool, log } = parts;
  if (!spool.mustKeep(workflowIdOf(delivery.address))) {
    try {
      await spool.handOver(delivery);
      return 'temporal';
    } catch (error) {
      log.warn(
        { error: error instanceof Error ? error.name : 'unknown' },
        'Temporal did not take a message; keeping it in Postgres',
      );
      // One that Temporal does not want is no reason to keep the others back.
      if (!isRefusedForGood(error, delivery)) spool.suspectOutage();
    }
  }
  try {
    await spool.add(delivery);
    return 'spool';
  } catch (error) {
    parts.metrics.inbound.inc({ channel: delivery.address.channel, outcome: 'refused' });
    throw new StoreUnavailable('neither Temporal nor Postgres takes messages now; send it again', { cause: error });
  }
}

async function deliveryOf(
  { vault, metrics }: GatewayParts,
  connection: StoredConnection,
  address: ConversationAddress,
  { message, contact }: ParsedInbound,
  options: AcceptOptions,
): Promise<Delivery> {
  const place = { tenantId: address.tenantId, workflowId: workflowIdOf(address) };
  const letter = { message: { ...message, text: cleanText(message.text) }, contact };
  const sealed = await vault.sealLetter(place, letter).catch((error: unknown) => {
    metrics.inbound.inc({ channel: address.channel, outcome: 'refused' });
    throw error;
  });
  return {
    address,
    settings: connection.settings,
    messageId: message.id,
    signal: {
      ...sealed,
      ...(options.quietMs !== undefined && { quietMs: options.quietMs }),
      ...(options.stream !== undefined && { stream: options.stream }),
    },
  };
}
