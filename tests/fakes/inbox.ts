import type { Inbox } from '#adapters/db/inbox/inbox.ts';
import { NotFound } from '#domain/errors.ts';
import type { ConversationDetail } from '#domain/inbox/conversation-detail.ts';

const CONTACT = '0199f0a0-0000-7000-8000-0000000000c1';

/** An inbox with one conversation without messages; what it reads from Postgres is tested there. */
export function fakeInbox(conversationId: string): Inbox {
  const empty = async () => ({ items: [], next: null });
  return {
    list: async () => ({ items: [], next: null, asOf: null }),
    search: empty,
    detail: async (_tenantId, id) => {
      if (id !== conversationId) throw new NotFound(`there is no conversation "${id}"`);
      return { ...DETAIL, id };
    },
    rename: async () => undefined,
    thread: empty,
    turns: empty,
    notes: empty,
    events: empty,
  };
}

const DETAIL: Omit<ConversationDetail, 'id'> = {
  title: null,
  workflowId: 'w',
  channel: 'web',
  stage: 'opening',
  status: 'bot',
  aiEnabled: true,
  contact: {
    id: CONTACT,
    name: 'Dana',
    address: null,
    language: 'he',
    notes: null,
    optedOutAt: null,
    blockedAt: null,
  },
  assignee: null,
  handoff: null,
  labels: [],
  lastMessage: null,
  messageCount: 0,
  lastActivityAt: '2026-11-21T10:00:00.000Z',
  createdAt: '2026-11-21T10:00:00.000Z',
  summary: null,
  turns: 0,
  notes: 0,
};
