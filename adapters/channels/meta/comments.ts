import type { CommentEvent } from '#domain/message/channel-event.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { asId, asObject, asText, asTime, defined, hashId } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import type { WebhookFindings } from '#adapters/channels/http/webhook-findings.ts';
import type { PageEntry } from './parse-page.ts';
import { isPublicNote } from './public-note.ts';

/**
 * A comment's author is answered under the comment: privately once, and in public below it. The prefix tells senders
 * such a recipient from a person's id.
 */
export const COMMENT_PREFIX = 'comment:';
/** The author is not told to us: only a public answer is possible. */
export const PUBLIC_PREFIX = 'public-comment:';

const VERBS: Readonly<Record<string, CommentEvent['verb']>> = {
  add: 'add',
  edited: 'edit',
  edit: 'edit',
  remove: 'remove',
  delete: 'remove',
  hide: 'hide',
  unhide: 'unhide',
};

interface Comment {
  readonly id: string;
  readonly verb: CommentEvent['verb'];
  readonly text: string | undefined;
  readonly authorId: string | undefined;
  readonly authorName: string | undefined;
  readonly postId: string | undefined;
  readonly parentId: string | undefined;
  readonly at: string;
  /** The provider itself says that the account wrote it. */
  readonly own?: boolean;
}

/** A change of a page's feed; likes, posts and shares of others are not ours to answer. */
export function readFacebookComment(found: WebhookFindings, value: LooseObject, page: PageEntry): void {
  const item = asText(value['item'], 24) ?? 'none';
  const verbName = asText(value['verb'], 24) ?? 'none';
  const id = asId(value['comment_id']);
  const verb = Object.hasOwn(VERBS, verbName) ? VERBS[verbName] : undefined;
  if (item !== 'comment' || id === undefined || verb === undefined) return found.ignore(`feed_${item}_${verbName}`);
  const from = asObject(value['from']);
  keep(found, page, value, {
    id,
    verb,
    text: asText(value['message']),
    authorId: asId(from?.['id']) ?? asId(value['sender_id']),
    authorName: asText(from?.['name'], 128) ?? asText(value['sender_name'], 128),
    postId: asId(value['post_id']),
    parentId: asId(value['parent_id']),
    at: asTime(value['created_time']) ?? page.at,
  });
}

/** A comment below a post, reel, ad or live broadcast of an Instagram account. */
export function readInstagramComment(found: WebhookFindings, field: string, value: LooseObject, page: PageEntry): void {
  const id = asId(value['id']) ?? asId(value['comment_id']);
  if (id === undefined) return found.ignore(`field_${field}`);
  const from = asObject(value['from']);
  keep(found, page, value, {
    id,
    verb: 'add',
    text: asText(value['text']),
    authorId: asId(from?.['id']),
    authorName: asText(from?.['username'], 128),
    postId: asId(asObject(value['media'])?.['id']),
    parentId: asId(value['parent_id']),
    at: page.at,
    // Only the account's own comments have it; their `from.id` may be another id of the account than the delivery's.
    own: from?.['self_ig_scoped_id'] !== undefined,
  });
}

function keep(found: WebhookFindings, page: PageEntry, value: LooseObject, comment: Comment): void {
  const { accountId } = page;
  // Our own answers come back as comments: answering them would never end.
  const byAccount = comment.authorId !== undefined && comment.authorId === accountId;
  const own = byAccount || comment.own === true || isPublicNote(comment.text);
  if (comment.verb !== 'add' || own || comment.text === undefined) {
    const version = comment.verb === 'edit' ? `:${hashId(comment.text ?? '')}` : '';
    return found.event({
      kind: 'comment',
      accountId,
      key: `comment:${comment.id}:${comment.verb}${version}`,
      at: comment.at,
      verb: comment.verb,
      commentId: comment.id,
      own,
      data: value as Json & LooseObject,
    });
  }
  const { id, text, authorId, authorName, postId, parentId, at } = comment;
  found.message({
    message: {
      id: `comment:${id}`,
      kind: 'comment',
      text,
      sentAt: at,
      order: page.order,
      comment: defined({ postId, parentId, authorId }),
    },
    contact: {
      recipient: `${authorId === undefined ? PUBLIC_PREFIX : COMMENT_PREFIX}${id}`,
      ...defined({ displayName: authorName }),
    },
    ...(accountId !== null && { accountId }),
    // Whoever the delivery names, or names not at all: what we wrote below a comment comes back as one.
    mayBeOurs: { messageId: id, text: text.replace(/…$/u, '') },
  });
}
