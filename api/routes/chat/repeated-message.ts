import { StoreUnavailable } from '#domain/errors.ts';
import { cleanText } from '#domain/message/clean-text.ts';
import type { InboundAttachment, InboundMessage } from '#domain/message/inbound.ts';
import type { MessageRef } from '#domain/message/message-ref.ts';
import { wordsOf } from '#domain/message/words-of.ts';
import type { ApiDeps } from '#api/deps.ts';
import { HttpProblem } from '#api/http/problem.ts';

/**
 * A message id is one message for ever: the same again gets the same reply, other words under it are refused.
 * @throws HttpProblem 409 when something else was recorded under the id
 */
export async function refuseOtherWords(
  deps: Pick<ApiDeps, 'records'>,
  ref: MessageRef,
  message: InboundMessage,
): Promise<void> {
  const recorded = await deps.records.sentMessage(ref).catch((error: unknown) => {
    // Messages are taken while Postgres is away; the same look before the reply is given will find it.
    if (error instanceof StoreUnavailable) return undefined;
    throw error;
  });
  if (recorded === undefined) return;
  const same =
    recorded.text === cleanText(wordsOf(message)) && filesOf(recorded.attachments) === filesOf(message.attachments);
  if (!same) {
    throw new HttpProblem(
      409,
      'MessageIdReused',
      'message_id: this id was used for another message of the visitor; give every new message a new id.',
    );
  }
}

function filesOf(attachments: readonly InboundAttachment[] = []): string {
  return JSON.stringify(attachments.map(({ kind, ref, mimeType }) => [kind, ref ?? null, mimeType ?? null]));
}
