import type { Client } from '@temporalio/client';
import type { ConversationAddress } from '#domain/conversation/address.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import { CONVERSATION_WORKFLOW, inboundSignal } from '#workflows/messages.ts';
import type { InboundSignal } from '#workflows/messages.ts';
import { conversationStart } from './conversation-start.ts';

/** One message with where it belongs: all that is needed to hand it over, now or after an outage. */
export interface Delivery {
  readonly address: ConversationAddress;
  readonly settings: ConversationSettings;
  /** The provider's id; the signal itself has a name made from it. */
  readonly messageId?: string;
  readonly signal: InboundSignal;
}

/** Hands a message to its conversation. Once this resolves Temporal holds the message durably. */
export type SignalConversation = (delivery: Delivery) => Promise<void>;

/**
 * Signals the conversation, starting it when it is not running: a new one, or one that has closed itself.
 * A signal is kept even with no worker up; the workflow drops a message id it has seen.
 */
export function createSignalConversation(
  client: Client,
  options: { readonly taskQueue: string; readonly limitMs: number },
): SignalConversation {
  return async ({ address, settings, signal }) => {
    await client.withDeadline(Date.now() + options.limitMs, () =>
      client.workflow.signalWithStart(CONVERSATION_WORKFLOW, {
        ...conversationStart(address, settings, options.taskQueue),
        signal: inboundSignal,
        signalArgs: [signal],
      }),
    );
  };
}
