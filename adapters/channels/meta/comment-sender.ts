import { ChannelRefused } from '#domain/errors.ts';
import type { ChannelTarget, OutboundPart } from '#domain/ports.ts';
import { COMMENT_PREFIX, PUBLIC_PREFIX } from './comments.ts';
import { acceptedId, mustHave } from './graph.ts';
import type { Graph } from './graph.ts';
import { KEY_PREFIX } from './messaging.ts';
import type { PageStyle } from './page-sender.ts';
import { publicNote } from './public-note.ts';

/** A recipient that is a comment; undefined for a person's id. */
export function commentOf(recipient: string): { readonly id: string; readonly authorKnown: boolean } | undefined {
  if (recipient.startsWith(COMMENT_PREFIX)) return { id: recipient.slice(COMMENT_PREFIX.length), authorKnown: true };
  if (recipient.startsWith(PUBLIC_PREFIX)) return { id: recipient.slice(PUBLIC_PREFIX.length), authorKnown: false };
  return undefined;
}

/**
 * Answers a comment: the words go to its author alone, which Meta allows once in seven days, and a short note below the
 * comment says so. Where the author can't be written to, the words go below the comment.
 */
export function createCommentSender(graph: Graph, style: PageStyle) {
  const answerInPublic = async (target: ChannelTarget, id: string, message: string) =>
    graph(target.credentials, {
      path: `${encodeURIComponent(id)}/${style.commentEdge}`,
      body: { message: cut(message, style.longestComment) },
    });
  return {
    async send(target: ChannelTarget, part: OutboundPart): Promise<{ readonly providerMessageId: string }> {
      const comment = commentOf(target.recipient);
      if (comment === undefined || !/^[\w:.-]{1,128}$/.test(comment.id)) {
        throw new ChannelRefused('Meta: the recipient is not a comment’s id', 'invalid');
      }
      if (!comment.authorKnown) return acceptedId((await answerInPublic(target, comment.id, part.text))['id']);
      try {
        const sent = await graph(target.credentials, {
          path: `${mustHave(target.credentials, style.messenger ? 'page_id' : 'account_id')}/messages`,
          body: {
            recipient: { comment_id: comment.id },
            ...(style.messenger && { messaging_type: 'RESPONSE' }),
            message: { text: part.text, ...(style.messenger && { metadata: `${KEY_PREFIX}${part.key}` }) },
          },
        });
        // The words have arrived; a note that can't be written must not send them again.
        await answerInPublic(target, comment.id, publicNote(part.text)).catch(() => undefined);
        return acceptedId(sent['message_id']);
      } catch (error) {
        const closed = error instanceof ChannelRefused && error.reason !== 'auth';
        if (!closed) throw error;
        return acceptedId((await answerInPublic(target, comment.id, part.text))['id']);
      }
    },
  };
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).toWellFormed()}…`;
}
