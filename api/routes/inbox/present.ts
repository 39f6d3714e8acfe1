import type { z } from 'zod';
import type { ConversationEntry } from '#domain/inbox/conversation-entry.ts';
import type { entryView } from './schema.ts';

type EntryView = z.infer<typeof entryView>;

export function presentEntry(entry: ConversationEntry): EntryView {
  return {
    id: entry.id,
    title: entry.title,
    workflow_id: entry.workflowId,
    channel: entry.channel,
    stage: entry.stage,
    status: entry.status,
    ai_enabled: entry.aiEnabled,
    contact: { ...entry.contact },
    assignee: entry.assignee && { ...entry.assignee },
    handoff: presentHandoff(entry.handoff),
    labels: entry.labels.map((label) => ({ ...label })),
    last_message: entry.lastMessage && { ...entry.lastMessage },
    message_count: entry.messageCount,
    last_activity_at: entry.lastActivityAt,
    created_at: entry.createdAt,
  };
}

export function presentHandoff(handoff: ConversationEntry['handoff']): EntryView['handoff'] {
  return (
    handoff && {
      id: handoff.id,
      reason: handoff.reason,
      requested_by: handoff.requestedBy,
      requested_at: handoff.requestedAt,
      claimed_at: handoff.claimedAt,
    }
  );
}
