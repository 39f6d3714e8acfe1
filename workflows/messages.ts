import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { ConversationAddress } from '#domain/conversation/address.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import type { Stage } from '#domain/conversation/stage.ts';
import type { Status } from '#domain/conversation/status.ts';
import type { StaffMember } from '#domain/handoff/staff.ts';
import type { InboundContact, InboundMessage } from '#domain/message/inbound.ts';

/** Name of the workflow type, for clients that start it by name. */
export const CONVERSATION_WORKFLOW = 'conversation';

/** The default queue of workflows and their local activities; the queues of `queuesOf` stand beside it. */
export const CONVERSATION_QUEUE = 'conversations';

/** Names the queues beside a conversation queue: `models`, `tools` for those that go over the network, and one that paces the sends of each channel. */
export function queuesOf(conversationQueue: string): QueueNames {
  const prefix = conversationQueue.replace(/conversations$/, '');
  return {
    models: `${prefix}models`,
    tools: `${prefix}tools`,
    knowledge: `${prefix}knowledge`,
    webhooks: `${prefix}webhooks`,
    send: (channel) => `${prefix}send-${channel}`,
  };
}

export interface QueueNames {
  readonly models: string;
  readonly tools: string;
  /** Reading and embedding documents. */
  readonly knowledge: string;
  /** What shops want to be told: receivers may be slow or away, and nothing waits for them. */
  readonly webhooks: string;
  send(channel: string): string;
}

/** First argument of the workflow. `carried` is set only by continue-as-new. */
export interface ConversationStart {
  readonly address: ConversationAddress;
  readonly settings: ConversationSettings;
  readonly carried?: CarriedState;
}

/** One customer message on its way in. */
export interface InboundSignal {
  readonly message: InboundMessage;
  readonly contact: InboundContact;
  /** Overrides the quiet window for this message, ms (synchronous chat: 0). */
  readonly quietMs?: number;
  /** True when a client streams: the model is then called through its streaming endpoint. */
  readonly stream?: boolean;
}

/** A follow-up to a silent customer. */
export interface PendingNudge {
  /** 1 = the first after the customer's last message. */
  readonly position: number;
  /** Epoch ms. */
  readonly dueAt: number;
}

/** What one run hands to the next. */
export interface CarriedState {
  readonly conversationId: string | null;
  readonly contactId: string | null;
  readonly stage: Stage;
  readonly status: Status;
  readonly aiEnabled: boolean;
  readonly assignee: StaffMember | null;
  readonly turn: number;
  readonly seen: readonly string[];
  readonly inbox: readonly InboundSignal[];
  readonly summarizedThrough: number;
  readonly profiledThrough: number;
  readonly nudge?: PendingNudge;
}

/** What the state query and the Web UI's card show. */
export interface ConversationCard {
  readonly conversationId: string | null;
  readonly stage: Stage;
  readonly status: Status;
  /** Id of the colleague who holds it. */
  readonly assignee: string | null;
  readonly turn: number;
  readonly turnsInRun: number;
  readonly waiting: number;
  readonly activity: string;
  readonly quarantined: number;
}

/** Carries one message, or several that waited together, oldest first. */
export const inboundSignal = defineSignal<InboundSignal[]>('inbound');
export const cardQuery = defineQuery<ConversationCard>('card');
