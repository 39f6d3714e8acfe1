import type { z } from 'zod';
import type { ConversationRecord } from '#domain/conversation/record.ts';
import type { ConversationDetail } from '#domain/inbox/conversation-detail.ts';
import type { KeptAttachment } from '#domain/media/media.ts';
import { presentHandoff } from '#api/routes/inbox/present.ts';
import type { attachmentView, conversationView } from './schema.ts';

export function presentConversation(
  record: ConversationRecord,
  detail: ConversationDetail,
): z.infer<typeof conversationView> {
  const { contact } = detail;
  return {
    id: record.id,
    title: detail.title,
    workflow_id: record.workflowId,
    channel: record.channel,
    contact_id: record.contactId,
    stage: record.stage,
    status: record.status,
    ai_enabled: record.aiEnabled,
    contact: {
      id: contact.id,
      name: contact.name,
      address: contact.address,
      language: contact.language,
      notes: contact.notes,
      opted_out_at: contact.optedOutAt,
      blocked_at: contact.blockedAt,
    },
    assignee: detail.assignee && { ...detail.assignee },
    handoff: presentHandoff(detail.handoff),
    labels: detail.labels.map((label) => ({ ...label })),
    message_count: detail.messageCount,
    turn_count: detail.turns,
    note_count: detail.notes,
    last_activity_at: detail.lastActivityAt,
    created_at: detail.createdAt,
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

export function presentAttachment(
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
