import type { Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import type { HttpProblem } from '#api/http/problem.ts';
import { toProblem } from '#api/http/to-problem.ts';
import { openEventStream } from '#api/realtime/event-stream.ts';
import { contentChunks, presentReply } from './present.ts';
import type { SentChat } from './send-message.ts';

/**
 * Follows a turn as server-sent events. Words appear only after they passed the claim gate: nothing that a
 * visitor has read is ever taken back.
 */
export async function streamReply(
  deps: ApiDeps,
  sent: SentChat,
  response: Response,
  gone: AbortSignal,
  tooLate: () => Promise<HttpProblem>,
): Promise<void> {
  const events = openEventStream(response);
  try {
    events.send('thinking', { message_id: sent.messageId });
    const turn = await deps.replies.waitFor(sent.ref, {
      timeoutMs: deps.settings.replyWaitMs,
      signal: AbortSignal.any([gone, deps.closing]),
    });
    if (gone.aborted) return;
    if (turn === undefined) throw await tooLate();
    await sent.refuseOtherWords();
    const { reply, ...meta } = presentReply(turn);
    for (const text of contentChunks(reply)) events.send('content', { text });
    events.send('meta', meta);
    const { conversationId: conversation_id, turn: number } = turn;
    events.send('done', { conversation_id, message_id: sent.messageId, turn: number, reply });
  } catch (error) {
    // The 200 is out already, so the problem travels as an event.
    const { document, known } = toProblem(error);
    if (!known) deps.log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'a chat stream failed');
    events.send('error', document);
  } finally {
    events.end();
  }
}
