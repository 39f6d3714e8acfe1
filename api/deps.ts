import type { Logger } from 'pino';
import type { ChannelModule } from '#domain/channel-port.ts';
import type { Channel } from '#domain/channel.ts';
import type { HandoffBook } from '#domain/handoff/handoff-book.ts';
import type { LeadBook } from '#domain/lead/lead.ts';
import type { ShopLibrary } from '#domain/promo/library.ts';
import type { Clock } from '#domain/ports.ts';
import type { AccountService } from './account-service.ts';
import type { BookingService } from './booking-service.ts';
import type { ApiMetrics } from './metrics.ts';
import type { ConnectionDirectory } from '#api/conversations/connections.ts';
import type { ConversationGateway } from '#api/conversations/gateway.ts';
import type { LiveDesk } from '#api/realtime/live/live-desk.ts';
import type { TurnReplies } from '#api/realtime/turn-replies.ts';
import type { Readiness } from '#api/routes/health/readiness.ts';
import type { AgentDesk } from '#api/prompts/agent-desk.ts';
import type { AskQuestion } from '#api/questions/ask-question.ts';
import type { KnowledgeService } from './knowledge-service.ts';
import type { MediaService } from './media-service.ts';
import type { CodecDesk } from '#adapters/crypto/codec-endpoint.ts';
import type { OperationsService } from './operations-service.ts';
import type { PrivacyService } from './privacy-service.ts';
import type { ProductService } from './product-service.ts';
import type { PaymentService } from './payment-service.ts';
import type { Inbox } from '#adapters/db/inbox/inbox.ts';
import type { UsageBook } from '#domain/usage/usage-book.ts';
import type { SettingsBook } from '#domain/tenant/settings-sections.ts';
import type { KeptAnswers } from '#adapters/db/idempotency/kept-answers.ts';
import type { ContactBook } from '#domain/contact/contact-book.ts';
import type { CannedReplyBook } from '#domain/inbox/canned-reply.ts';
import type { LabelBook } from '#domain/inbox/label.ts';
import type { OrderBook } from '#domain/order/staff-change.ts';
import type { UpdateConversation } from '#adapters/temporal/update-conversation.ts';
import type { OpenDashboard } from '#api/dashboard/serve-dashboard.ts';
import type { ApiRecords } from './records.ts';
import type { WebhookService } from './webhook-service.ts';
import type { WidgetService } from './widget-service.ts';

/** Everything `createApp` works with. Built in `server.ts`; tests build their own. */
export interface ApiDeps {
  readonly settings: ApiSettings;
  readonly log: Logger;
  readonly metrics: ApiMetrics;
  readonly clock: Clock;
  readonly channels: ChannelCatalogue;
  readonly connections: ConnectionDirectory;
  readonly gateway: ConversationGateway;
  readonly updateConversation: UpdateConversation;
  readonly replies: TurnReplies;
  readonly live: LiveDesk;
  readonly records: ApiRecords;
  readonly accounts: AccountService;
  readonly inbox: Inbox;
  readonly contacts: ContactBook;
  readonly orders: OrderBook;
  readonly labels: LabelBook;
  readonly cannedReplies: CannedReplyBook;
  readonly usage: UsageBook;
  readonly settingsBook: SettingsBook;
  readonly keptAnswers: KeptAnswers;
  readonly knowledge: KnowledgeService;
  readonly media: MediaService;
  readonly ask: AskQuestion;
  readonly agents: AgentDesk;
  readonly bookings: BookingService;
  readonly payments: PaymentService;
  readonly library: ShopLibrary;
  readonly leads: LeadBook;
  readonly handoffs: HandoffBook;
  readonly products: ProductService;
  readonly widget: WidgetService;
  readonly webhooks: WebhookService;
  readonly privacy: PrivacyService;
  readonly codec: CodecDesk;
  readonly operations: OperationsService;
  readonly dashboard: OpenDashboard;
  readonly readiness: Readiness;
  /** Aborted shortly before the process ends: requests that wait must answer now. */
  readonly closing: AbortSignal;
}

/** The channels this build speaks. */
export interface ChannelCatalogue {
  find(channel: string): ChannelModule | undefined;
  readonly names: readonly Channel[];
}

export interface ApiSettings {
  /** Where providers reach us, no slash at the end; signatures are checked against it, never against `Host`. */
  readonly publicUrl: string;
  /** `x-api-key` of the platform's operator; undefined = no platform access. */
  readonly adminKey: string | undefined;
  /** Bearer token of `/metrics`; undefined = callers on private networks may read. */
  readonly metricsToken: string | undefined;
  /** How long `/v1/chat` waits for the reply before it answers 504, ms. */
  readonly replyWaitMs: number;
  /** Chat requests per minute from one address, and per visitor a third of it. */
  readonly chatPerMinute: number;
  /** Logins per minute from one address; one person gets a third of it. */
  readonly authPerMinute: number;
  /** Whether anybody may open a shop. */
  readonly registration: boolean;
  /** Express' `trust proxy`: how many proxies stand before us (0 = none, the address is the peer's). */
  readonly trustedProxies: number;
  /** Temporal's Web UI as staff reach it; no address = no links to it. */
  readonly temporalUi: { readonly url: string | undefined; readonly namespace: string };
}
