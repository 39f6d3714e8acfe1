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

/** Messages of one conversation, oldest first. */
export type Bundle = readonly [Delivery, ...Delivery[]];

/** Hands messages to their conversation. Once this resolves Temporal holds all of them durably. */
export type SignalConversation = (bundle: Bundle) => Promise<void>;

/**
 * Signals the conversation, starting it when it is not running: a new one, or one that has closed itself.
 * A signal is kept even with no worker up; the workflow drops a message id it has seen.
 */
export function createSignalConversation(
  client: Client,
  options: { readonly taskQueue: string; readonly limitMs: number },
): SignalConversation {
  return async (bundle) => {
    const { address, settings } = bundle.at(-1) ?? bundle[0];
    await client.withDeadline(Date.now() + options.limitMs, () =>
      client.workflow.signalWithStart(CONVERSATION_WORKFLOW, {
        ...conversationStart(address, settings, options.taskQueue),
        signal: inboundSignal,
        signalArgs: bundle.map(({ signal }) => signal),
      }),
    );
  };
}
