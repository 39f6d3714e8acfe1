import type { z } from 'zod';
import type { ConversationRecord } from '#domain/conversation/record.ts';
import type { KeptAttachment } from '#domain/media/media.ts';
import type { attachmentView, conversationView } from './schema.ts';

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
    messages: record.messages.map(({ id, seq, author, text, kind, turn, at, attachments }) => ({
      id,
      seq,
      author,
      text,
      kind,
      turn,
      at,
      attachments: attachments.map((attachment, index) =>
        presentAttachment(attachment, `/v1/conversations/${record.id}/media/${id}/${index}`),
      ),
    })),
  };
}

function presentAttachment(
  { kind, label, fileName, stored, trouble, words }: KeptAttachment,
  url: string,
): z.infer<typeof attachmentView> {
  return {
    kind,
    name: label ?? fileName ?? null,
    content_type: stored?.contentType ?? null,
    bytes: stored?.bytes ?? null,
    url: stored === undefined ? null : url,
    trouble: trouble ?? null,
    transcript: words ?? null,
  };
}
