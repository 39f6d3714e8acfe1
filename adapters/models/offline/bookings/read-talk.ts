import { readWhen } from '#domain/dates/read-when.ts';
import type { Context } from '#adapters/models/offline/context.ts';
import { isPlaceOfProduct } from './place-of-product.ts';
import { namedResource } from './named-resources.ts';
import { BOOK, FREE, PLACE } from './words.ts';

/** What the talk has settled about a booking so far; pieces that are missing have to be asked for. */
export interface BookingTalk {
  /** Words for `resource`; null = not said. */
  readonly resource: string | null;
  /** `YYYY-MM-DD`, or the customer's words when they are not one clear day. */
  readonly date: string | null;
  /** The customer's words for the hour. */
  readonly time: string | null;
  readonly part: boolean;
  readonly duration: number | null;
  /** The customer wants to book, not only to know. */
  readonly wanted: boolean;
  /** The talk is about bookings at all. */
  readonly on: boolean;
}

/** Booking numbers begin at 5001: the shop's words with one of them close a stretch of talk. */
const RECEIPT = /#5\d{3,}/u;
const WINDOW = 10;

/** Reads the customer's words backwards until the last booking was settled; newer words win. */
export function readTalk(context: Context): BookingTalk {
  const texts = [context.plain, ...earlierTexts(context)];
  const { resources, now } = context.prompt;
  let [resource, date, time, duration]: [string | null, string | null, string | null, number | null] = [
    null,
    null,
    null,
    null,
  ];
  let part = false;
  for (const text of texts) {
    const when = readWhen(text, now.date);
    const named = namedResource(text, resources);
    if (resource === null && named !== null && !isPlaceOfProduct(text, named, context)) resource = named.said;
    if (date === null && when.day.kind !== 'none') date = when.day.kind === 'day' ? when.day.date : text;
    if (time === null && (when.time.kind !== 'none' || when.part !== null)) {
      time = text;
      part = when.time.kind === 'none';
    }
    duration ??= when.duration;
  }
  const wanted = texts.some((text) => BOOK.test(text));
  const on =
    resource !== null &&
    (wanted || texts.some((text) => FREE.test(text) || PLACE.test(text)) || date !== null || time !== null);
  return { resource, date, time, part, duration, wanted, on: on || (wanted && resources.length > 0) };
}

/** The customer's earlier messages, newest first, back to the last receipt of a booking. */
function earlierTexts({ turn }: Context): readonly string[] {
  const texts: string[] = [];
  for (const said of [...turn.history].reverse()) {
    if (said.by === 'shop' && RECEIPT.test(said.text)) break;
    if (said.by === 'customer') texts.push(said.text);
    if (texts.length >= WINDOW) break;
  }
  return texts;
}
