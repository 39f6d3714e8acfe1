import { ChannelOutcomeUnknown, ChannelRefused } from '#domain/errors.ts';
import { withNumberedChoices } from '#domain/message/numbered-choices.ts';
import type { ChannelCapabilities, ChannelSender, ChannelTarget, OutboundPart } from '#domain/ports.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';
import { commentOf, createCommentSender } from './comment-sender.ts';
import { acceptedId } from './graph.ts';
import type { Graph } from './graph.ts';
import { KEY_PREFIX } from './messaging.ts';

/** Where Messenger and Instagram differ. */
export interface PageStyle {
  readonly capabilities: ChannelCapabilities;
  /** Below which object comments are answered in public: `comments` (Facebook) or `replies` (Instagram). */
  readonly commentEdge: 'comments' | 'replies';
  /** Longest public answer, UTF-16 units. */
  readonly longestComment: number;
  /** Messenger wants `messaging_type` and takes our key as `metadata`; Instagram's messages have neither. */
  readonly messenger: boolean;
}

const QUICK_REPLY_TITLE = 20;

/** What messages of pages and of Instagram accounts have in common. */
export const PAGE_CAPABILITIES = {
  images: true,
  buttons: 13,
  buttonTitle: QUICK_REPLY_TITLE,
  formatting: 'none',
  windowMs: 24 * 3_600_000,
  templates: false,
  edit: false,
  receipts: 'read',
  typingMs: 20_000,
} as const satisfies Partial<ChannelCapabilities>;

/** Direct messages of pages and Instagram accounts; recipients that are comments are answered at the comment. */
export function createPageSender(graph: Graph, style: PageStyle): ChannelSender {
  const post = (target: ChannelTarget, body: LooseObject) => graph(target.credentials, { path: 'me/messages', body });
  const comments = createCommentSender(graph, style);
  return {
    capabilities: style.capabilities,
    capabilitiesFor(recipient) {
      if (commentOf(recipient) === undefined) return style.capabilities;
      return { ...style.capabilities, ...NO_EXTRAS };
    },
    async send(target, part) {
      if (commentOf(target.recipient) !== undefined) return comments.send(target, part);
      checkWindow(target, part, style);
      // Attachments can't have words; buttons stand at the last message only.
      if (part.imageUrl !== undefined) {
        const picture = { attachment: { type: 'image', payload: { url: part.imageUrl } } };
        await sendPicture(() =>
          post(target, envelope(target, part, style, { ...picture, ...ourKey(part, style, PICTURE) })),
        );
      }
      const sent = await post(target, envelope(target, part, style, wordsOf(part, style)));
      return acceptedId(sent['message_id']);
    },
    async typing(target) {
      if (commentOf(target.recipient) !== undefined) return;
      const recipient = { id: personOf(target) };
      await post(target, { recipient, sender_action: 'mark_seen' });
      await post(target, { recipient, sender_action: 'typing_on' });
    },
  };
}

/** What only a conversation has. */
const NO_EXTRAS = { buttons: 0, images: false, typingMs: 0 } as const;

/** A person may answer for seven days; a program only within the window. */
function checkWindow(target: ChannelTarget, part: OutboundPart, style: PageStyle): void {
  if (target.windowOpen !== false || part.author === 'human') return;
  const name = style.messenger ? 'Messenger' : 'Instagram';
  throw new ChannelRefused(`${name}: 24 hours have passed since the person's last message`, 'window');
}

function envelope(target: ChannelTarget, part: OutboundPart, style: PageStyle, message: LooseObject): LooseObject {
  const late = target.windowOpen === false && part.author === 'human';
  return {
    recipient: { id: personOf(target) },
    ...(late && { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }),
    ...(!late && style.messenger && { messaging_type: 'RESPONSE' }),
    message,
  };
}

function wordsOf(part: OutboundPart, style: PageStyle): LooseObject {
  const choices = part.choices ?? [];
  const asButtons =
    choices.length <= style.capabilities.buttons && choices.every(({ title }) => title.length <= QUICK_REPLY_TITLE);
  return {
    text: asButtons ? part.text : withNumberedChoices(part.text, choices),
    ...(asButtons &&
      choices.length > 0 && {
        quick_replies: choices.map(({ id, title }) => ({ content_type: 'text', title, payload: id })),
      }),
    ...ourKey(part, style),
  };
}

/** Whether a picture arrived may stay unknown: the words are what the customer waits for. */
async function sendPicture(send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof ChannelOutcomeUnknown)) throw error;
  }
}

/** Makes the key of a picture another one than that of its words: its echo says nothing of theirs. */
const PICTURE = '/picture';

function ourKey(part: OutboundPart, style: PageStyle, suffix = ''): LooseObject {
  return style.messenger ? { metadata: `${KEY_PREFIX}${part.key}${suffix}` } : {};
}

function personOf({ recipient }: ChannelTarget): string {
  if (!/^\d{1,32}$/.test(recipient)) throw new ChannelRefused('Meta: the recipient is not a person’s id', 'invalid');
  return recipient;
}
