import { NotFound } from '#domain/errors.ts';
import type { ConversationDetail } from '#domain/inbox/conversation-detail.ts';
import type { ConversationEntry, ConversationFilter } from '#domain/inbox/conversation-entry.ts';
import type { FoundMessage, MessageQuestion } from '#domain/inbox/found-message.ts';
import type { ConversationEvent, Note } from '#domain/inbox/note.ts';
import type { ThreadMessage } from '#domain/inbox/thread-message.ts';
import type { TurnTrace } from '#domain/inbox/turn-trace.ts';
import type { Page, PageRequest } from '#domain/page.ts';
import { inTenant } from '#adapters/db/in-tenant.ts';
import type { Tx } from '#adapters/db/in-tenant.ts';
import type { Database } from '#adapters/db/pool.ts';
import { listConversations } from './list-conversations.ts';
import { hasConversation, readDetail, renameConversation } from './read-detail.ts';
import { readEvents, readNotes } from './read-notes.ts';
import { readThread } from './read-thread.ts';
import { readTurns } from './read-turns.ts';
import { searchMessages } from './search-messages.ts';

/** Conversations as staff read and name them. All of one conversation throw NotFound when the tenant has no such one. */
export interface Inbox {
  list(
    tenantId: string,
    filter: ConversationFilter,
    page: PageRequest,
  ): Promise<Page<ConversationEntry> & { readonly asOf: string | null }>;
  /** The newest first. */
  search(tenantId: string, question: MessageQuestion, page: PageRequest): Promise<Page<FoundMessage>>;
  detail(tenantId: string, conversationId: string): Promise<ConversationDetail>;
  /** @param title null = none */
  rename(tenantId: string, conversationId: string, title: string | null): Promise<void>;
  thread(
    tenantId: string,
    conversationId: string,
    order: 'newest' | 'oldest',
    page: PageRequest,
  ): Promise<Page<ThreadMessage>>;
  turns(tenantId: string, conversationId: string, page: PageRequest): Promise<Page<TurnTrace>>;
  notes(tenantId: string, conversationId: string, page: PageRequest): Promise<Page<Note>>;
  events(tenantId: string, conversationId: string, page: PageRequest): Promise<Page<ConversationEvent>>;
}

export function createInbox(db: Database): Inbox {
  const within = <T>(tenantId: string, id: string, read: (tx: Tx) => Promise<Page<T>>): Promise<Page<T>> =>
    inTenant(db, tenantId, async (tx) => {
      // In one round trip with what is read.
      const [found, page] = await Promise.all([hasConversation(tx, id), read(tx)]);
      if (!found) throw unknownConversation(id);
      return page;
    });
  return {
    list: (tenantId, filter, page) => inTenant(db, tenantId, (tx) => listConversations(tx, filter, page)),
    search: (tenantId, question, page) => inTenant(db, tenantId, (tx) => searchMessages(tx, question, page)),
    async detail(tenantId, id) {
      const found = await inTenant(db, tenantId, (tx) => readDetail(tx, id));
      if (found === undefined) throw unknownConversation(id);
      return found;
    },
    async rename(tenantId, id, title) {
      if (!(await inTenant(db, tenantId, (tx) => renameConversation(tx, id, title)))) throw unknownConversation(id);
    },
    thread: (tenantId, id, order, page) => within(tenantId, id, (tx) => readThread(tx, id, order, page)),
    turns: (tenantId, id, page) => within(tenantId, id, (tx) => readTurns(tx, id, page)),
    notes: (tenantId, id, page) => within(tenantId, id, (tx) => readNotes(tx, id, page)),
    events: (tenantId, id, page) => within(tenantId, id, (tx) => readEvents(tx, id, page)),
  };
}

function unknownConversation(id: string): NotFound {
  return new NotFound(`there is no conversation "${id}"`);
}
