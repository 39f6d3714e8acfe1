import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { useLive } from '#dashboard/app/live.tsx';

/** Names of the inbox's filters as they stand in the page's address. */
export const FILTERS = ['status', 'stage', 'channel', 'assignee', 'label', 'q'] as const;
export type InboxFilters = Readonly<Partial<Record<(typeof FILTERS)[number], string>>>;

const LIST_PAGE = 40;
const THREAD_PAGE = 50;

function readList(filters: InboxFilters, cursor: string | undefined, signal: AbortSignal) {
  // What somebody typed into the address is refused by the API, with a problem that says so.
  const query = { ...(filters as object), limit: LIST_PAGE, ...(cursor !== undefined && { cursor }) };
  return dataOf(api.GET('/v1/conversations', { params: { query }, signal }));
}

export type ConversationEntry = Awaited<ReturnType<typeof readList>>['conversations'][number];

/** The conversations that fit, page by page, the latest activity first. */
export function useConversations(filters: InboxFilters) {
  const { pollMs } = useLive();
  return useInfiniteQuery({
    queryKey: ['conversations', filters],
    queryFn: ({ pageParam, signal }) => readList(filters, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: pollMs,
    placeholderData: keepPreviousData,
  });
}

function readConversation(id: string, signal: AbortSignal) {
  return dataOf(api.GET('/v1/conversations/{id}', { params: { path: { id } }, signal }));
}

export type Conversation = Awaited<ReturnType<typeof readConversation>>;

export function useConversation(id: string) {
  const { pollMs } = useLive();
  return useQuery({
    queryKey: ['conversation', id, 'detail'],
    queryFn: ({ signal }) => readConversation(id, signal),
    refetchInterval: pollMs,
  });
}

function readMessages(id: string, cursor: string | undefined, signal: AbortSignal) {
  const query = { limit: THREAD_PAGE, order: 'newest' as const, ...(cursor !== undefined && { cursor }) };
  return dataOf(api.GET('/v1/conversations/{id}/messages', { params: { path: { id }, query }, signal }));
}

export type Message = Awaited<ReturnType<typeof readMessages>>['messages'][number];

/** Pages of messages, each with its newest first. */
export function useMessages(id: string) {
  const { pollMs } = useLive();
  return useInfiniteQuery({
    queryKey: ['conversation', id, 'messages'],
    queryFn: ({ pageParam, signal }) => readMessages(id, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: pollMs,
  });
}

function readNotes(id: string, signal: AbortSignal) {
  const query = { limit: 200 };
  return dataOf(api.GET('/v1/conversations/{id}/notes', { params: { path: { id }, query }, signal }));
}

export type Note = Awaited<ReturnType<typeof readNotes>>['notes'][number];

export function useNotes(id: string) {
  const { pollMs } = useLive();
  return useQuery({
    queryKey: ['conversation', id, 'notes'],
    queryFn: ({ signal }) => readNotes(id, signal),
    refetchInterval: pollMs,
  });
}

function readEvents(id: string, signal: AbortSignal) {
  const query = { limit: 200 };
  return dataOf(api.GET('/v1/conversations/{id}/events', { params: { path: { id }, query }, signal }));
}

export type ConversationEvent = Awaited<ReturnType<typeof readEvents>>['events'][number];

export function useEvents(id: string) {
  const { pollMs } = useLive();
  return useQuery({
    queryKey: ['conversation', id, 'events'],
    queryFn: ({ signal }) => readEvents(id, signal),
    refetchInterval: pollMs,
  });
}

async function readHandoffs(id: string, signal: AbortSignal) {
  const of = (state: 'open' | 'closed') =>
    dataOf(api.GET('/v1/handoffs', { params: { query: { conversation_id: id, state, limit: 1 } }, signal }));
  const [open, closed] = await Promise.all([of('open'), of('closed')]);
  return { open: open.handoffs[0], last: closed.handoffs[0] };
}

export type Handoff = NonNullable<Awaited<ReturnType<typeof readHandoffs>>['open']>;

/** The handoff that is open now, and the last one that ended. */
export function useHandoffs(id: string) {
  const { pollMs } = useLive();
  return useQuery({
    queryKey: ['conversation', id, 'handoffs'],
    queryFn: ({ signal }) => readHandoffs(id, signal),
    refetchInterval: pollMs,
  });
}

function readTurns(id: string, cursor: string | undefined, signal: AbortSignal) {
  const query = { limit: 50, ...(cursor !== undefined && { cursor }) };
  return dataOf(api.GET('/v1/conversations/{id}/turns', { params: { path: { id }, query }, signal }));
}

export type Turn = Awaited<ReturnType<typeof readTurns>>['turns'][number];

/** One turn with what happened in it; undefined when there is none of that number. Older ones are some pages away. */
export function useTurn(id: string, number: number) {
  return useQuery({
    queryKey: ['conversation', id, 'turn', number],
    queryFn: async ({ signal }) => {
      for (let cursor: string | undefined; ;) {
        const page = await readTurns(id, cursor, signal);
        const found = page.turns.find(({ turn }) => turn === number);
        if (found !== undefined || page.next_cursor === null) return found ?? null;
        cursor = page.next_cursor;
      }
    },
  });
}

export function useWorkflowUrl(id: string) {
  return useQuery({
    queryKey: ['workflow-url', id],
    queryFn: () => dataOf(api.GET('/v1/conversations/{id}/workflow-url', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
