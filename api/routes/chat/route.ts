import type { Request, Response } from 'express';
import type { ApiDeps } from '#api/deps.ts';
import { defineEndpoint } from '#api/http/endpoint.ts';
import type { Endpoint } from '#api/http/endpoint.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { chatLimits } from '#api/middleware/chat-limits.ts';
import { ownVisitorOnly } from '#api/middleware/visitor-session.ts';
import { presentReply } from './present.ts';
import { chatSpec, streamSpec } from './schema.ts';
import { sendChatMessage } from './send-message.ts';
import type { SentChat } from './send-message.ts';
import { streamReply } from './stream-reply.ts';

/** Chat for our own widget, the command line and whoever builds on the API. */
export function chatEndpoints(deps: ApiDeps): readonly Endpoint[] {
  const { before, after } = chatLimits(deps.settings.chatPerMinute);
  const limits = { before, after: [...after, ownVisitorOnly(deps)] };
  return [
    defineEndpoint(
      chatSpec,
      async ({ query, body, request, response }) => {
        const sent = await sendChatMessage(deps, query.tenant, body, {
          idempotencyKey: request.get('idempotency-key'),
          stream: false,
        });
        const reply = await deps.replies.waitFor(sent.ref, {
          timeoutMs: deps.settings.replyWaitMs,
          signal: AbortSignal.any([goneSignal(request, response), deps.closing]),
        });
        if (reply === undefined) throw await tooLate(deps, sent);
        await sent.refuseOtherWords();
        response.json(presentReply(reply));
      },
      limits,
    ),
    defineEndpoint(
      streamSpec,
      async ({ query, body, request, response }) => {
        const sent = await sendChatMessage(deps, query.tenant, body, {
          idempotencyKey: request.get('idempotency-key'),
          stream: true,
        });
        await streamReply(deps, sent, response, goneSignal(request, response), () => tooLate(deps, sent));
      },
      limits,
    ),
  ];
}

/** Aborted when the client has gone before its answer was complete. */
function goneSignal(_request: Request, response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

/** The message is safe: the client may ask again with the same id and gets the same turn's reply. */
async function tooLate(deps: ApiDeps, sent: SentChat): Promise<HttpProblem> {
  const conversation = await deps.records.conversationOf(sent.ref.tenantId, sent.ref.workflowId).catch(() => undefined);
  return new HttpProblem(
    504,
    'ReplyTimeout',
    'No reply yet. The message is kept and will be answered; send it again with the same message_id to get the reply.',
    {
      headers: { 'Retry-After': '5' },
      extra: { conversation_id: conversation?.id ?? null, message_id: sent.messageId },
    },
  );
}
