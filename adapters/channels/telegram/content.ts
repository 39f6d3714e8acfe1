import type { InboundAttachment, InboundKind, InboundMessage } from '#domain/message/inbound.ts';
import { cleanText } from '#domain/message/clean-text.ts';
import { readForm } from '#adapters/channels/http/loose.ts';
import type { TelegramMessage } from './schema.ts';

/** What a message says; undefined for service messages (a pinned message, a new chat title, …). */
export interface TelegramContent {
  readonly kind: InboundKind;
  readonly text: string;
  readonly attachments?: readonly InboundAttachment[];
  readonly referral?: string;
  readonly form?: NonNullable<InboundMessage['form']>;
}

const START = /^\/start(?:@\w+)?(?:\s+(\S{1,64}))?\s*$/;

/** The words and files of a message. A file without words can be kept but not answered from: `unreadable`. */
export function telegramContent(message: TelegramMessage): TelegramContent | undefined {
  if (message.text !== undefined) return textContent(cleanText(message.text));
  const attachments = attachmentsOf(message);
  if (message.web_app_data) return formContent(message.web_app_data);
  const words = cleanText(message.caption ?? venueText(message));
  if (words.trim() !== '') return { kind: 'media', text: words, ...(attachments.length > 0 && { attachments }) };
  if (attachments.length > 0) return { kind: 'unreadable', text: '', attachments };
  return isServiceNote(message) ? undefined : { kind: 'unreadable', text: '' };
}

/** What a mini app sent back: its own JSON, below the words of the button that opened it. */
function formContent({
  data = '',
  button_text: button = '',
}: NonNullable<TelegramMessage['web_app_data']>): TelegramContent {
  const text = cleanText(button, 256);
  const form = readForm(cleanText(data));
  if (form !== undefined) return { kind: 'text', text, form };
  const words = [text, cleanText(data)].filter((part) => part.trim() !== '').join(': ');
  return words === '' ? { kind: 'unreadable', text: '' } : { kind: 'text', text: words };
}

function textContent(text: string): TelegramContent | undefined {
  if (text.trim() === '') return { kind: 'unreadable', text: '' };
  const start = START.exec(text);
  if (start === null) return { kind: 'text', text };
  const referral = start[1];
  return { kind: 'start', text, ...(referral !== undefined && { referral }) };
}

const FILES = {
  voice: 'voice',
  audio: 'audio',
  video: 'video',
  video_note: 'video',
  animation: 'video',
  sticker: 'sticker',
} as const;

function attachmentsOf(message: TelegramMessage): InboundAttachment[] {
  const found: InboundAttachment[] = [];
  // Sizes come smallest first; the largest is the picture.
  const photo = message.photo?.at(-1);
  if (photo) found.push(attachment('image', photo.file_id, undefined));
  for (const field of Object.keys(FILES) as (keyof typeof FILES)[]) {
    const file = message[field];
    if (file) found.push(attachment(FILES[field], file.file_id, file.mime_type));
  }
  // Telegram sends an animation a second time as a document, for old clients.
  if (message.document && !message.animation) {
    found.push(attachment('document', message.document.file_id, message.document.mime_type));
  }
  const place = message.location;
  if (place) found.push(attachment('location', `geo:${place.latitude},${place.longitude}`, undefined));
  if (message.contact) {
    const phone = message.contact.phone_number;
    const { first_name: first, last_name: last } = message.contact;
    const label = cleanText([first, last].filter((part) => part !== undefined).join(' '), 256).trim();
    const card = attachment('contact', phone === undefined ? undefined : `tel:${phone}`, undefined);
    found.push(label === '' ? card : { ...card, label });
  }
  return found;
}

function attachment(
  kind: InboundAttachment['kind'],
  ref: string | undefined,
  mimeType: string | undefined,
): InboundAttachment {
  return {
    kind,
    ...(ref !== undefined && { ref: cleanText(ref, 256) }),
    ...(mimeType !== undefined && { mimeType: cleanText(mimeType, 128) }),
  };
}

function venueText(message: TelegramMessage): string {
  return [message.venue?.title, message.venue?.address].filter((part) => part !== undefined && part !== '').join(', ');
}

/** What stands around the content of a message. */
const ENVELOPE =
  /^(?:message_id|message_thread_id|date|edit_date|chat|from|via_bot|entities|reply_markup|media_group_id|quote|effect_id|link_preview_options|text|caption\w*|author_signature|paid_star_count|(?:forward|reply_to|external_reply|sender|show|has|is|business)(?:_\w+)?|direct_messages_topic)$/;

/** What Telegram writes into a chat by itself, of which nothing is said by the person. */
const SERVICE =
  /^(?:new_chat_\w+|left_chat_\w+|delete_chat_photo|(?:group|supergroup|channel)_chat_created|message_auto_delete_timer_changed|migrate_\w+|pinned_message|invoice|\w+_payment|users?_shared|chat_shared|\w*gift\w*|connected_website|write_access_allowed|passport_data|proximity_alert_triggered|boost_added|chat_background_set|checklist_tasks_\w+|\w+_price_changed|(?:general_)?forum_\w+|giveaway\w*|suggested_post_\w+|(?:video|voice)_chat_\w+|chat_owner_\w+)$/;

/** Content of a kind that we do not know is answered; a note of Telegram's is not. */
function isServiceNote(message: TelegramMessage): boolean {
  const content = Object.entries(message).filter(
    ([name, value]) => value !== undefined && value !== null && !ENVELOPE.test(name),
  );
  return content.length === 0 || content.some(([name]) => SERVICE.test(name));
}
