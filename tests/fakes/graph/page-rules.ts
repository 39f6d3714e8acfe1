import { z } from 'zod';
import { GraphRefusal } from './accounts.ts';
import type { GraphAccount } from './accounts.ts';

/* What the Send API of Messenger and Instagram checks. */

const quickReply = z.strictObject({
  content_type: z.literal('text'),
  title: z.string().min(1).max(20),
  payload: z.string().min(1).max(1000),
});
const attachment = z.strictObject({
  type: z.enum(['image', 'audio', 'video', 'file']),
  payload: z.strictObject({ url: z.url(), is_reusable: z.boolean().optional() }),
});
const message = z
  .strictObject({
    text: z.string().min(1).optional(),
    attachment: attachment.optional(),
    quick_replies: z.array(quickReply).min(1).max(13).optional(),
    metadata: z.string().max(1000).optional(),
  })
  .refine((one) => (one.text === undefined) !== (one.attachment === undefined), 'text or attachment, not both');

const recipient = z.union([
  z.strictObject({ id: z.string().regex(/^\d+$/) }),
  z.strictObject({ comment_id: z.string().min(1) }),
]);

const send = z.strictObject({
  recipient,
  message,
  messaging_type: z.enum(['RESPONSE', 'UPDATE', 'MESSAGE_TAG']).optional(),
  tag: z.literal('HUMAN_AGENT').optional(),
});

const action = z.strictObject({
  recipient: z.strictObject({ id: z.string().regex(/^\d+$/) }),
  sender_action: z.enum(['typing_on', 'typing_off', 'mark_seen']),
});

export interface AcceptedSend {
  readonly to: string;
  readonly commentId: string | undefined;
  readonly text: string;
  readonly isHuman: boolean;
  readonly key: string | undefined;
}

/** @throws GraphRefusal when it is an action with a wrong shape */
export function isSenderAction(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('sender_action' in body)) return false;
  if (!action.safeParse(body).success) throw new GraphRefusal(100, '(#100) sender_action must be the only content');
  return true;
}

/** @throws GraphRefusal as the Send API would */
export function checkSend(account: GraphAccount, body: unknown): AcceptedSend {
  const parsed = send.safeParse(body);
  if (!parsed.success) throw new GraphRefusal(100, `(#100) ${z.prettifyError(parsed.error)}`);
  const { recipient: to, message: said, messaging_type: type, tag } = parsed.data;
  const words = said.text ?? '';
  if (account.kind === 'messenger') {
    if (type === undefined) throw new GraphRefusal(100, '(#100) Parameter messaging_type is required');
    if (words.length > 2000) throw new GraphRefusal(100, '(#100) Length of param message[text] must be <= 2000');
  }
  if (account.kind === 'instagram') {
    if (Buffer.byteLength(words) > 1000) throw new GraphRefusal(100, '(#100) message text is longer than 1000 bytes');
    if (said.metadata !== undefined) throw new GraphRefusal(100, '(#100) Unknown parameter metadata');
  }
  if ((tag !== undefined) !== (type === 'MESSAGE_TAG')) throw new GraphRefusal(100, '(#100) tag and messaging_type');
  const commentId = 'comment_id' in to ? to.comment_id : undefined;
  return {
    to: 'id' in to ? to.id : `comment:${to.comment_id}`,
    commentId,
    text: words,
    isHuman: tag === 'HUMAN_AGENT',
    key: said.metadata,
  };
}

const publicAnswer = z.strictObject({ message: z.string().min(1) });

/** @throws GraphRefusal */
export function checkPublicAnswer(account: GraphAccount, edge: string, body: unknown): string {
  const right = account.kind === 'instagram' ? 'replies' : 'comments';
  if (edge !== right) throw new GraphRefusal(100, `(#100) Unknown path components: /${edge}`);
  const parsed = publicAnswer.safeParse(body);
  if (!parsed.success) throw new GraphRefusal(100, `(#100) ${z.prettifyError(parsed.error)}`);
  const limit = account.kind === 'instagram' ? 300 : 8000;
  if (parsed.data.message.length > limit) throw new GraphRefusal(100, `(#100) message is longer than ${limit}`);
  return parsed.data.message;
}
