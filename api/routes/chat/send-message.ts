import { v7 as uuidv7 } from 'uuid';
import type { ParsedInbound } from '#domain/channel-port.ts';
import { NotFound } from '#domain/errors.ts';
import type { MessageRef } from '#domain/message/message-ref.ts';
import { cleanText } from '#domain/message/clean-text.ts';
import { isWidgetVisitor } from '#domain/widget/visitor-session.ts';
import type { ApiDeps } from '#api/deps.ts';
import { HttpProblem } from '#api/http/problem.ts';
import { unknownTenant } from '#api/http/tenant.ts';
import { workflowIdOf } from '#domain/conversation/address.ts';
import { refuseOtherWords } from './repeated-message.ts';
import type { ChatBody } from './schema.ts';

export interface SentChat {
  readonly ref: MessageRef;
  /** The id the client may repeat. */
  readonly messageId: string;
  /** Looks once more, before the reply is given: two requests may have brought the same id at the same time. */
  readonly refuseOtherWords: () => Promise<void>;
}

/**
 * Makes a visitor's message durable.
 * @throws NotFound for an unknown tenant or a conversation that is not this visitor's
 * @throws HttpProblem 409 when the client's own message id was used for other words
 */
export async function sendChatMessage(
  deps: ApiDeps,
  tenantSlug: string,
  body: ChatBody,
  options: { readonly idempotencyKey: string | undefined; readonly stream: boolean },
): Promise<SentChat> {
  const connection = await deps.connections.find(tenantSlug, 'web');
  if (connection === undefined) throw unknownTenant(tenantSlug);
  const workflowId = workflowIdOf(deps.gateway.addressOf(connection, body.user_id));
  if (typeof body.conversation_id === 'string') {
    const own = await deps.records.conversationOf(connection.tenant.id, workflowId);
    if (own?.id !== body.conversation_id)
      throw new NotFound(`there is no conversation "${body.conversation_id}" of this visitor`);
  }
  const givenId = body.message_id ?? validKey(options.idempotencyKey);
  const messageId = givenId ?? uuidv7();
  const inbound = toInbound(body, messageId, deps.clock());
  const ref: MessageRef = { tenantId: connection.tenant.id, workflowId, messageId: inbound.message.id };
  const check = async () => {
    if (givenId !== undefined) await refuseOtherWords(deps, ref, inbound.message);
  };
  await check();
  // A widget's visitor writes in bursts; other callers wait for this very reply.
  const window = isWidgetVisitor(body.user_id) ? {} : { quietMs: 0 };
  await deps.gateway.accept(connection, inbound, { ...window, stream: options.stream });
  return { ref, messageId, refuseOtherWords: check };
}

function validKey(key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  if (!/^[\w.:@+-]{1,128}$/.test(key)) {
    throw new HttpProblem(
      422,
      'ValidationFailed',
      'Idempotency-Key: expected 1 to 128 characters of A-Z a-z 0-9 _ . : @ + -',
    );
  }
  return key;
}

/** The id is prefixed with the visitor, because ids are unique per account, not per visitor. */
function toInbound(body: ChatBody, messageId: string, now: Date): ParsedInbound {
  const text = cleanText(body.message);
  const attachments = body.attachments?.map((file) => ({
    kind: file.kind,
    ref: file.url,
    ...(file.mime_type !== undefined && { mimeType: file.mime_type }),
  }));
  const hasFiles = attachments !== undefined && attachments.length > 0;
  return {
    message: {
      id: `${body.user_id}/${messageId}`,
      kind: text.trim() === '' ? 'unreadable' : hasFiles ? 'media' : 'text',
      text,
      sentAt: now.toISOString(),
      order: now.getTime(),
      ...(hasFiles && { attachments }),
    },
    contact: { recipient: body.user_id },
  };
}
