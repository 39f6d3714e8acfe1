import { readWhen } from '#domain/dates/read-when.ts';
import type { Context } from '#adapters/models/offline/context.ts';
import { joined, money } from '#adapters/models/offline/phrases/format.ts';
import type { PromptResource } from '#adapters/models/offline/prompt.ts';
import { call, say, type Act } from '#adapters/models/offline/talk/act.ts';
import { changeBookingAct } from './change-booking.ts';
import { namedResource } from './named-resources.ts';
import { BOOKING_PHRASES } from './print.ts';
import { readTalk, type BookingTalk } from './read-talk.ts';
import { BOOK, FREE, HOURS_ASKED, PRICE } from './words.ts';

/** Everything about bookings that the customer's words ask for: see, book, move, cancel. Null = something else is meant. */
export function bookingAct(context: Context): Act | null {
  const { prompt, tools, plain, intents } = context;
  if (prompt.resources.length === 0 || !tools.has('check_availability')) return null;
  const change = changeBookingAct(context);
  if (change !== null) return change;
  const named = namedResource(plain, prompt.resources);
  if (named !== null && asksFacts(plain) && !hasNews(context)) return facts(named.category, context);
  const talk = readTalk(context);
  if (!talk.on || !isAboutBooking(talk, context)) return null;
  if (intents.has('no') && !intents.has('yes') && !hasNews(context))
    return say(BOOKING_PHRASES[context.language].unchanged(), 'consultation');
  return lookOrBook(talk, context);
}

/** The present message itself must be of the booking; an old wish does not swallow new subjects. */
function isAboutBooking(talk: BookingTalk, context: Context): boolean {
  const { plain, intents, prompt } = context;
  if (BOOK.test(plain) || (FREE.test(plain) && talk.resource !== null)) return true;
  if (namedResource(plain, prompt.resources) !== null && (hasNews(context) || talk.wanted)) return true;
  if (namedResource(plain, prompt.resources) !== null && context.message.items.length === 0) return true;
  const answersUs = isBookingQuestion(context);
  return answersUs && (hasNews(context) || intents.has('yes') || intents.has('no') || /\d/u.test(plain));
}

/** The message brings a day, an hour or a length. */
function hasNews({ plain, prompt }: Context): boolean {
  const when = readWhen(plain, prompt.now.date);
  return when.day.kind !== 'none' || when.time.kind !== 'none' || when.part !== null || when.duration !== null;
}

/** Our last words were about a booking that is being made. */
function isBookingQuestion({ lastShop, prompt }: Context): boolean {
  return /\d{1,2}[:.]\d{2}/u.test(lastShop) || namedResource(lastShop, prompt.resources) !== null;
}

function lookOrBook(talk: BookingTalk, context: Context): Act {
  const { intents, prompt, lastShop, plain, language } = context;
  const phrases = BOOKING_PHRASES[language];
  const offered = readWhen(lastShop, prompt.now.date);
  const accepts = intents.has('yes') && !intents.has('no') && !hasNews(context);
  const date = talk.date ?? (accepts && offered.day.kind === 'day' ? offered.day.date : null);
  const wish = {
    ...(talk.resource !== null && { resource: talk.resource }),
    ...(date !== null && { date }),
    ...(talk.duration !== null && { duration_minutes: talk.duration }),
  };
  if (talk.resource === null && categoriesOf(prompt.resources).length > 1)
    return say(phrases.askWhat(categoriesOf(prompt.resources).join(', ')), 'consultation');
  if (accepts && offered.day.kind === 'day' && offered.time.kind === 'time' && context.tools.has('create_booking')) {
    const time = `${pad(Math.floor(offered.time.minute / 60))}:${pad(offered.time.minute % 60)}`;
    const taken = namedResource(lastShop, prompt.resources);
    const resource = talk.resource ?? taken?.said;
    return call('create_booking', {
      ...wish,
      ...(resource !== undefined && { resource }),
      date: offered.day.date,
      time,
      ...guest(context),
    });
  }
  if (date === null)
    return say(phrases.askDay(talk.resource ?? categoriesOf(prompt.resources).join(', ')), 'consultation');
  const asksOnly = (FREE.test(plain) || /[?؟]/u.test(plain)) && !BOOK.test(plain.replace(FREE, ''));
  const books = talk.wanted && !asksOnly && talk.time !== null && !talk.part;
  if (books && context.tools.has('create_booking'))
    return call('create_booking', { ...wish, time: hourIn(talk.time ?? ''), ...guest(context) });
  return call('check_availability', { ...wish, ...(talk.time !== null && { time: hourIn(talk.time) }) });
}

function guest({ name }: Context): { readonly name?: string } {
  return name === null ? {} : { name };
}

/** Long messages are cut to the schema's limit; the hour is near their end as often as not. */
function hourIn(text: string): string {
  return text.length <= 100 ? text : text.slice(-100);
}

function asksFacts(plain: string): boolean {
  return PRICE.test(plain) || HOURS_ASKED.test(plain);
}

function facts(category: string, context: Context): Act {
  const phrases = BOOKING_PHRASES[context.language];
  const one = context.prompt.resources.find((resource) => resource.category === category);
  if (one === undefined) return say(phrases.noSuchTime(), 'consultation');
  if (HOURS_ASKED.test(context.plain)) return say(phrases.openHours(category, one.open), 'consultation');
  return say(joined(phrases.prices(priceLines(one)), phrases.askDay(category)), 'consultation');
}

function priceLines(one: PromptResource): string {
  const line = (label: string, price: string) =>
    `• ${one.category}${label}: ${money(price, one.currency)} / ${one.slotMinutes} min`;
  return [
    line('', one.price),
    ...one.otherPrices.map((other) => line(` (${other.days} ${other.hours})`, other.price)),
  ].join('\n');
}

function categoriesOf(resources: readonly PromptResource[]): readonly string[] {
  return [...new Set(resources.map((resource) => resource.category))];
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
