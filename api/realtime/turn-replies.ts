import { StoreUnavailable } from '#domain/errors.ts';
import type { MessageRef } from '#domain/message/message-ref.ts';
import type { TurnReply } from '#domain/turn/turn-reply.ts';
import type { ApiRecords } from '#api/records.ts';

/** Tells when something about a conversation was recorded. */
export interface ConversationNotices {
  /** Calls `listener` after each notice about this workflow; answers how to stop. */
  subscribe(workflowId: string, listener: () => void): () => void;
}

export interface TurnReplies {
  /**
   * Waits until the turn that answers a message is finished.
   * @returns undefined when `timeoutMs` passed or `signal` was aborted first; the turn goes on without us
   */
  waitFor(
    message: MessageRef,
    options: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<TurnReply | undefined>;
}

/** Notices may get lost (a reconnect): the record is read this often anyway, ms. */
const POLL_MS = 2_000;

/** Waits by LISTEN/NOTIFY and reads the answer from the record, which alone is believed. */
export function createTurnReplies(records: Pick<ApiRecords, 'turnReply'>, notices: ConversationNotices): TurnReplies {
  return {
    async waitFor(message, { timeoutMs, signal }) {
      const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const bell = createBell(ends);
      const unsubscribe = notices.subscribe(message.workflowId, bell.ring);
      try {
        for (;;) {
          const reply = await readReply(records, message);
          if (reply !== undefined || ends.aborted) return reply;
          await bell.heard(POLL_MS);
        }
      } finally {
        unsubscribe();
      }
    },
  };
}

/** While Postgres restarts the reader keeps waiting: the message is safe and the reply will be recorded. */
async function readReply(records: Pick<ApiRecords, 'turnReply'>, message: MessageRef): Promise<TurnReply | undefined> {
  try {
    return await records.turnReply(message);
  } catch (error) {
    if (error instanceof StoreUnavailable) return undefined;
    throw error;
  }
}

/** A ring that comes between two waits is not lost. */
function createBell(ends: AbortSignal) {
  let rung = false;
  let wake: (() => void) | undefined;
  const ring = () => {
    rung = true;
    wake?.();
  };
  ends.addEventListener('abort', ring, { once: true });
  const heard = async (limitMs: number): Promise<void> => {
    if (!rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    rung = false;
    wake = undefined;
  };
  return { ring, heard };
}
