import type { ChannelBook } from '#api/webhooks/channel-book.ts';
import type { Role } from '#domain/account/role.ts';
import type { Scope } from '#domain/account/scope.ts';
import type { Channel } from '#domain/channel.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import type { ConversationRecord } from '#domain/conversation/record.ts';
import type { InboundAttachment } from '#domain/message/inbound.ts';
import type { MessageRef } from '#domain/message/message-ref.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import type { Product } from '#domain/product/product.ts';
import type { Recipient } from '#domain/store.ts';
import type { TurnReply } from '#domain/turn/turn-reply.ts';
import type { WidgetSettings } from '#domain/widget/settings.ts';

/** A business as an address names it. */
export interface TenantRef {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** One connected channel account as it is kept. */
export interface StoredConnection {
  readonly tenant: TenantRef;
  readonly channel: Channel;
  readonly channelId: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly settings: ConversationSettings;
  /** BCP 47 language of the shop. */
  readonly language?: string;
  /** The chat on the shop's own site; left out = on no site but ours. */
  readonly widget?: WidgetSettings;
}

export interface ChannelSummary {
  readonly id: string;
  readonly channel: string;
  readonly status: string;
  readonly createdAt: string;
  /** When the provider last called; null = never. Only where channels are listed. */
  readonly lastInboundAt?: string | null;
  readonly lastError?: string | null;
  readonly lastErrorAt?: string | null;
  readonly tokenExpiresAt?: string | null;
}

/** Whose key was given. */
export interface KeyHolder {
  readonly tenant: TenantRef;
  /** Opaque id of the key, for the audit trail. */
  readonly keyId: string;
  readonly role: Role;
  /** Parts of the API that the key is bound to; none = all. */
  readonly scopes: readonly Scope[];
  /** As its maker called it. */
  readonly name: string;
}

/** What the API reads and writes besides conversations. Every method throws StoreUnavailable when Postgres is away. */
export interface ApiRecords {
  findTenant(slug: string): Promise<TenantRef | undefined>;
  /** Undefined when the tenant has not connected this channel. */
  findConnection(tenantSlug: string, channel: Channel): Promise<StoredConnection | undefined>;
  /** Connects or replaces an account; answers the channel's id. */
  saveChannel(
    tenant: TenantRef,
    channel: Channel,
    credentials: Readonly<Record<string, string>>,
    /** The provider's ids of the account. */
    accountIds: readonly string[],
  ): Promise<ChannelSummary>;
  listChannels(tenant: TenantRef): Promise<readonly ChannelSummary[]>;
  /** Where a conversation is, so that it can be asked for something. @throws NotFound */
  findRecipient(tenant: TenantRef, conversationId: string): Promise<Recipient>;
  /** What customers are told of, in the shop’s own order. */
  listCatalogue(tenant: TenantRef, page: PageRequest): Promise<Page<Product>>;
  readConversation(tenant: TenantRef, conversationId: string): Promise<ConversationRecord | undefined>;
  /** The conversation of a workflow, when it has been opened. */
  conversationOf(tenantId: string, workflowId: string): Promise<{ readonly id: string } | undefined>;
  /** The finished turn that answers a message; undefined while it is not finished. */
  turnReply(message: MessageRef): Promise<TurnReply | undefined>;
  /** The words recorded under a message id; undefined while they were not. */
  sentMessage(
    message: MessageRef,
  ): Promise<{ readonly text: string; readonly attachments: readonly InboundAttachment[] } | undefined>;
  readonly channelBook: ChannelBook;
  verifyApiKey(key: string): Promise<KeyHolder | undefined>;
  ping(): Promise<void>;
}
