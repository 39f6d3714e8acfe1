import type { Client } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { ConversationAddress } from '#domain/conversation/address.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import { CONVERSATION_WORKFLOW, inboundSignal } from '#workflows/messages.ts';
import type { ConversationStart, InboundSignal } from '#workflows/messages.ts';
import { CHANNEL, STAGE, STATUS, TENANT } from '#workflows/search-attributes.ts';

/** One message with where it belongs: all that is needed to hand it over, now or after an outage. */
export interface Delivery {
  readonly address: ConversationAddress;
  readonly settings: ConversationSettings;
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
    const start: ConversationStart = { address, settings };
    await client.withDeadline(Date.now() + options.limitMs, () =>
      client.workflow.signalWithStart(CONVERSATION_WORKFLOW, {
        workflowId: workflowIdOf(address),
        taskQueue: options.taskQueue,
        args: [start],
        signal: inboundSignal,
        signalArgs: [signal],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        // A worker that dies holding a workflow task is noticed after this long.
        workflowTaskTimeout: '3s',
        typedSearchAttributes: new TypedSearchAttributes([
          { key: TENANT, value: address.tenantSlug },
          { key: CHANNEL, value: address.channel },
          { key: STAGE, value: 'greeting' },
          { key: STATUS, value: 'bot' },
        ]),
        priority: { priorityKey: 1, fairnessKey: address.tenantSlug },
        staticSummary: `${address.tenantSlug} on ${address.channel}`,
      }),
    );
  };
}
