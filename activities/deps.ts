import type { CatalogueDeps } from './catalogue/catalogue-deps.ts';
import type { MediaDeps } from '#activities/media/media-deps.ts';
import type { PromptDeps } from '#activities/prompt/prompt-deps.ts';
import type { ReportDeps } from '#activities/report/report-deps.ts';
import type { EraseDeps } from '#activities/privacy/erase-activities.ts';
import type { KnowledgeDeps } from '#activities/knowledge/knowledge-deps.ts';
import type { WebhookDeps } from '#activities/webhooks/webhook-deps.ts';
import type { BookingDeadlines } from '#domain/booking/booking-news.ts';
import type { WakeDeadline } from '#domain/deadline.ts';
import type { PaymentStore } from '#domain/payment/payment-store.ts';
import type { MediaSource } from '#domain/media/media-source.ts';
import type { ChannelCapabilities, ChannelSender, ChannelTarget, Clock, LanguageModel } from '#domain/ports.ts';
import type { FollowUpDesk } from '#domain/follow-up/follow-up-desk.ts';
import type { HandoffDesk } from '#domain/handoff/handoff-desk.ts';
import type { InboundMessage } from '#domain/message/inbound.ts';
import type { ConversationVault } from '#domain/privacy/vault.ts';
import type { ConversationStore, Recipient } from '#domain/store.ts';
import type { DeliveryTarget } from '#domain/turn/delivery.ts';
import type { ToolPorts } from '#domain/tool-ports.ts';
import type { ModelRef } from '#domain/tenant/profile.ts';

/** A channel account ready to send with: the sender and where this customer is. */
export interface OpenChannel {
  readonly sender: ChannelSender;
  readonly target: ChannelTarget;
  /** Left out where the channel's messages bring no files that may be fetched. */
  readonly media?: MediaSource;
}

/**
 * Named places where a crash test may strike; `hit` does nothing in production. Names:
 * `draft.loaded`, `draft.answered`, `draft.saved`, `tool.prepared`, `tool.performed`, `tool.running`, `tool.done`, `deliver.marked`, `deliver.accepted`,
 * `deliver.recorded`, `deadline.met`, `deadline.told`, `document.parsed`, `document.saved`, `document.embedded`,
 * `document.unlinked`, `media.stored`, `media.settled`.
 */
export interface FaultPoints {
  hit(name: string): void;
}

/** Durable once it resolves; an event id that the conversation has seen is dropped. */
export interface ConversationSignaller {
  tell(recipient: Recipient, message: InboundMessage): Promise<void>;
}

/** Everything the activities reach the world through. */
export interface ActivityDeps {
  readonly store: ConversationStore;
  readonly models: { get(ref: ModelRef): LanguageModel };
  /** Tried in order when a tenant names no models of its own. */
  readonly defaultModels: readonly ModelRef[];
  /** Time limit of one model call, ms. */
  readonly modelTimeoutMs: number;
  readonly channels: {
    capabilities(channel: string, recipient?: string): ChannelCapabilities;
    /** Opens the sealed credentials. @throws NotConfigured when the account has none. */
    open(target: DeliveryTarget): OpenChannel;
  };
  readonly handoffs: HandoffDesk;
  readonly followUps: FollowUpDesk;
  readonly prompts: PromptDeps;
  /** What erasing a person takes. */
  readonly erasure: EraseDeps;
  /** Opens what was sealed on its way through a workflow. */
  readonly vault: ConversationVault;
  readonly clock: Clock;
  /** Hands news to a conversation's workflow, starting it when it has closed itself. */
  readonly signaller: ConversationSignaller;
  /** Starts or wakes the clock of a row that has a deadline. */
  readonly wakeDeadline: WakeDeadline;
  readonly bookings: BookingDeadlines;
  readonly payments: PaymentStore;
  readonly knowledge: KnowledgeDeps;
  readonly media: MediaDeps;
  readonly reports: ReportDeps;
  readonly catalogue: CatalogueDeps;
  readonly webhooks: WebhookDeps;
  /** What tools that go over the network reach. */
  readonly tools: ToolPorts;
  readonly faults: FaultPoints;
}
