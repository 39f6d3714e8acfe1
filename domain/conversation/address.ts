import { CHANNELS } from '#domain/channel.ts';
import type { Channel } from '#domain/channel.ts';

/** Which conversation: enough to address it without reading the database. Holds no phone number or name. */
export interface ConversationAddress {
  readonly tenantId: string;
  readonly tenantSlug: string;
  readonly channel: Channel;
  /** Our id of the connected channel account (`channels.id`). */
  readonly channelId: string;
  /** Keyed hash of the channel account and the provider's opaque user id; 32 hex characters. */
  readonly contactKey: string;
}

/** The Temporal workflow id of a conversation. Readable in the Web UI, free of personal data. */
export function workflowIdOf(address: ConversationAddress): string {
  return `conversation:${address.tenantSlug}:${address.channel}:${address.contactKey}`;
}

/** What a conversation's workflow id says; undefined when it is none. */
export function parseWorkflowId(
  workflowId: string,
): Pick<ConversationAddress, 'tenantSlug' | 'channel' | 'contactKey'> | undefined {
  const [kind, tenantSlug, name, contactKey, ...more] = workflowId.split(':');
  const channel = CHANNELS.find((one) => one === name);
  if (kind !== 'conversation' || !tenantSlug || !channel || !contactKey || more.length > 0) return undefined;
  return { tenantSlug, channel, contactKey };
}
