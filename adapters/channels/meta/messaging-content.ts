import type { CatalogArticle, InboundAttachment, InboundKind } from '#domain/message/inbound.ts';
import { asId, asNumber, asObject, asObjects, asText, defined } from '#adapters/channels/http/loose.ts';
import type { LooseObject } from '#adapters/channels/http/loose.ts';

/** What a Messenger or Instagram message says. */
export interface MessagingContent {
  readonly kind: InboundKind;
  readonly text: string;
  readonly attachments?: readonly InboundAttachment[];
  readonly product?: CatalogArticle;
}

const FILES: Readonly<Record<string, InboundAttachment['kind']>> = {
  image: 'image',
  audio: 'audio',
  video: 'video',
  file: 'document',
  sticker: 'sticker',
  location: 'location',
  animated_image: 'image',
  ig_reel: 'video',
  reel: 'video',
  ig_story: 'image',
};

/** The thumb that people send instead of "yes"; three sizes of it. */
const THUMBS = new Set(['369239263222822', '369239343222814', '369239383222810', '343222814', '383222810']);

/** The words and files of a message; what can't be read is kept as such. */
export function messagingContent(message: LooseObject): MessagingContent {
  const text = asText(message['text']);
  const parts = asObjects(message['attachments']);
  if (text === undefined && parts.length > 0 && parts.every(isThumb)) return { kind: 'text', text: '👍' };
  if (text === undefined && parts.some((part) => part['type'] === 'like_heart')) return { kind: 'text', text: '❤️' };
  const product = parts.map(productOf).find((one) => one !== undefined);
  const attachments = parts.filter((part) => productOf(part) === undefined).map(attachmentOf);
  if (product !== undefined && attachments.length === 0) return { kind: 'text', text: text ?? '', product };
  if (attachments.length === 0) return text === undefined ? { kind: 'unreadable', text: '' } : { kind: 'text', text };
  const readable = text !== undefined || attachments.some((one) => one.label !== undefined);
  return { kind: readable ? 'media' : 'unreadable', text: text ?? '', attachments, ...defined({ product }) };
}

/** An article of the page's shop that the person sent; of several the first. */
function productOf(part: LooseObject): CatalogArticle | undefined {
  const [article] = asObjects(asObject(asObject(part['payload'])?.['product'])?.['elements']);
  const id = asId(article?.['retailer_id']) ?? asId(article?.['id']);
  return id === undefined ? undefined : { article: id, ...defined({ title: asText(article?.['title'], 256) }) };
}

function isThumb(part: LooseObject): boolean {
  return THUMBS.has(asId(asObject(part['payload'])?.['sticker_id']) ?? '');
}

function attachmentOf(part: LooseObject): InboundAttachment {
  const type = asText(part['type'], 64) ?? '';
  // A payload may be a text, or absent: a link's preview keeps its address beside it.
  const payload = asObject(part['payload']);
  const url = asText(payload?.['url'], 2_048);
  const title = asText(part['title'], 256) ?? asText(payload?.['title'], 256);
  if (type === 'location') return { kind: 'location', ...defined({ ref: placeOf(payload), label: title }) };
  if (payload?.['sticker_id'] !== undefined) return { kind: 'sticker', ...defined({ ref: url }) };
  const kind = Object.hasOwn(FILES, type) ? FILES[type] : undefined;
  if (type === 'story_mention') return { kind: 'image', ...defined({ ref: url }), label: 'a story that mentions us' };
  if (kind !== undefined) return { kind, ...defined({ ref: url }) };
  if (type === 'fallback' || type === 'share' || type === 'post' || type === 'ig_post') {
    return { kind: 'link', ...defined({ ref: url ?? asText(part['url'], 2_048), label: title }) };
  }
  return { kind: 'unsupported', ...defined({ ref: url }) };
}

function placeOf(payload: LooseObject | undefined): string | undefined {
  const coordinates = asObject(payload?.['coordinates']);
  const [latitude, longitude] = [asNumber(coordinates?.['lat']), asNumber(coordinates?.['long'])];
  return latitude === undefined || longitude === undefined ? undefined : `geo:${latitude},${longitude}`;
}
