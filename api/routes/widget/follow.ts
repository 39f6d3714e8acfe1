import type { Response } from 'express';
import { StoreUnavailable } from '#domain/errors.ts';
import type { WidgetHistory } from '#domain/widget/history.ts';
import type { ConversationNotices } from '#api/realtime/turn-replies.ts';
import type { EventStream } from '#api/realtime/event-stream.ts';

/** Notices may get lost: the record is read this often anyway, ms. */
const POLL_MS = 20_000;

/**
 * Calls `tell` with what is new in a conversation until `signal` ends it: at once, then after each notice. What comes
 * while one reading runs is read in the next.
 */
export async function follow(
  parts: {
    readonly notices: ConversationNotices;
    readonly workflowId: string;
    readonly read: () => Promise<WidgetHistory | undefined>;
    readonly tell: (history: WidgetHistory | undefined) => Promise<void>;
  },
  signal: AbortSignal,
): Promise<void> {
  let wake = Promise.withResolvers<void>();
  const ring = () => wake.resolve();
  const unsubscribe = parts.notices.subscribe(parts.workflowId, ring);
  const timer = setInterval(ring, POLL_MS);
  signal.addEventListener('abort', ring, { once: true });
  try {
    while (!signal.aborted) {
      wake = Promise.withResolvers<void>();
      await look(parts);
      if (!signal.aborted) await wake.promise;
    }
  } finally {
    clearInterval(timer);
    unsubscribe();
  }
}

/** While Postgres restarts there is nothing new; the next look finds it. */
async function look({ read, tell }: Pick<Parameters<typeof follow>[0], 'read' | 'tell'>): Promise<void> {
  try {
    await tell(await read());
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
  }
}

/** Aborted when the client has gone. */
export function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

/** Sends an event only when it differs from the last one of its name. */
export function changesOnly(events: EventStream): (event: string, data: unknown) => void {
  const last = new Map<string, string>();
  return (event, data) => {
    const text = JSON.stringify(data);
    if (last.get(event) === text) return;
    last.set(event, text);
    events.send(event, data);
  };
}
