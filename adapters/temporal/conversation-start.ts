import { TypedSearchAttributes } from '@temporalio/common';
import type { ConversationAddress } from '#domain/conversation/address.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import type { ConversationStart } from '#workflows/messages.ts';
import { CHANNEL, STAGE, STATUS, TENANT } from '#workflows/search-attributes.ts';

/** How a conversation is started, whatever wakes it: a message, or a colleague. */
export function conversationStart(address: ConversationAddress, settings: ConversationSettings, taskQueue: string) {
  const start: ConversationStart = { address, settings };
  return {
    workflowId: workflowIdOf(address),
    taskQueue,
    args: [start] satisfies [ConversationStart],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    // A worker that dies holding a workflow task is noticed after this long.
    workflowTaskTimeout: '3s' as const,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: TENANT, value: address.tenantSlug },
      { key: CHANNEL, value: address.channel },
      { key: STAGE, value: 'greeting' },
      { key: STATUS, value: 'bot' },
    ]),
    priority: { priorityKey: 1, fairnessKey: address.tenantSlug },
    staticSummary: `${address.tenantSlug} on ${address.channel}`,
  };
}
