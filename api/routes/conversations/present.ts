import type { z } from 'zod';
import type { ConversationRecord } from '#domain/conversation/record.ts';
import type { conversationView } from './schema.ts';

export function presentConversation(record: ConversationRecord): z.infer<typeof conversationView> {
  return {
    id: record.id,
    workflow_id: record.workflowId,
    channel: record.channel,
    contact_id: record.contactId,
    stage: record.stage,
    status: record.status,
    ai_enabled: record.aiEnabled,
    summary: record.summary,
    messages: record.messages.map(({ seq, author, text, kind, turn, at }) => ({ seq, author, text, kind, turn, at })),
  };
}
