import { readWhen } from '#domain/dates/read-when.ts';
import type { Context } from '#adapters/models/offline/context.ts';
import { joined } from '#adapters/models/offline/phrases/format.ts';
import { fieldsOf, text } from '#adapters/models/offline/prompt.ts';
import { call, say, type Act } from '#adapters/models/offline/talk/act.ts';
import { namedResource } from './named-resources.ts';
import { BOOKING_PHRASES, printBooking } from './print.ts';
import { BOOK, CANCEL, DONT, MINE, MOVE, NEW_TIME, PLACE } from './words.ts';

interface Listed {
  readonly number: number;
  readonly status: string;
  readonly value: unknown;
}

/** Cancel, move or list the customer's own bookings. Null when nothing of that is asked. */
export function changeBookingAct(context: Context): Act | null {
  const { plain, turn } = context;
  const deed = deedOf(context);
  if (deed === null) return null;
  const looked = turn.events.findLast((event) => event.name === 'get_customer_bookings' && !event.isError);
  if (looked === undefined) return context.tools.has('get_customer_bookings') ? call('get_customer_bookings') : null;
  const listed = bookingsOf(looked.data);
  const phrases = BOOKING_PHRASES[context.language];
  if (deed === 'list') {
    return say(
      listed.length === 0 ? phrases.noBookings() : joined(phrases.listTitle(), linesOf(listed, context)),
      'consultation',
    );
  }
  const living = listed.filter(({ status }) => status === 'held' || status === 'confirmed');
  const number = numberIn(plain) ?? (answersWhich(context) ? bareNumber(plain) : null);
  const target = number === null ? only(living, context) : listed.find((booking) => booking.number === number);
  if (target === undefined) {
    if (number !== null) return say(joined(phrases.noSuchBooking(), linesOf(living, context)), 'consultation');
    return say(
      living.length === 0 ? phrases.noBookings() : phrases.whichBooking(linesOf(living, context)),
      'consultation',
    );
  }
  return deed === 'cancel' ? call('cancel_booking', { booking_number: target.number }) : moveAct(target, context);
}

function deedOf(context: Context): 'list' | 'cancel' | 'move' | null {
  const { plain, prompt } = context;
  const aboutOne =
    BOOK.test(plain) ||
    PLACE.test(plain) ||
    namedResource(plain, prompt.resources) !== null ||
    numberIn(plain) !== null;
  const follows = /#5\d{3,}/u.test(context.lastShop);
  if (CANCEL.test(plain) && !DONT.test(plain) && (aboutOne || follows)) return 'cancel';
  if (MOVE.test(plain) && (aboutOne || follows)) return 'move';
  if (MINE.test(plain)) return 'list';
  if (answersWhich(context)) return CANCEL.test(before(context)) ? 'cancel' : 'move';
  return asksNewTime(context) ? 'move' : null;
}

/** The customer names a new time after we asked for it. */
function asksNewTime(context: Context): boolean {
  const when = readWhen(context.plain, context.prompt.now.date);
  const asked = MOVE.test(before(context)) && /[?؟]/u.test(context.lastShop) && /#5\d{3,}/u.test(context.lastShop);
  return asked && (when.day.kind !== 'none' || when.time.kind !== 'none');
}

function answersWhich(context: Context): boolean {
  const several = (context.lastShop.match(/#5\d{3,}/gu) ?? []).length > 1;
  return several && bareNumber(context.plain) !== null && (CANCEL.test(before(context)) || MOVE.test(before(context)));
}

function before({ turn }: Context): string {
  return turn.history.findLast((said) => said.by === 'customer')?.text ?? '';
}

function moveAct(target: Listed, context: Context): Act {
  const phrases = BOOKING_PHRASES[context.language];
  const wanted = newTime(context.plain);
  const when = readWhen(wanted, context.prompt.now.date);
  const day = when.day.kind === 'none' ? null : when.day.kind === 'day' ? when.day.date : wanted.slice(0, 100);
  const hasTime = when.time.kind !== 'none';
  const booking = printBooking(target.value, phrases);
  if (day === null && !hasTime && when.duration === null) {
    return say(booking === null ? phrases.pickTime() : phrases.askNewTime(booking), 'consultation');
  }
  return call('reschedule_booking', {
    booking_number: target.number,
    ...(day !== null && { date: day }),
    ...(hasTime && { time: wanted.slice(0, 100) }),
    ...(when.duration !== null && { duration_minutes: when.duration }),
  });
}

/** "From 7 to 8 pm" moves to 8: what stands behind the last "to" counts when it names a day or an hour. */
function newTime(plain: string): string {
  const last = [...plain.matchAll(NEW_TIME)].at(-1);
  if (last === undefined) return plain;
  const rest = plain.slice(last.index + last[0].length);
  const when = readWhen(/^\s*\d{1,2}(?:\s|$)/u.test(rest) ? `jam ${rest.trim()}` : rest, '2026-01-01');
  if (when.time.kind === 'none' && when.day.kind === 'none') return plain;
  return /^\s*\d{1,2}(?:\s|$)/u.test(rest) ? `jam ${rest.trim()}` : rest.trim();
}

/** The only living booking, or the one our last words were about. */
function only(living: readonly Listed[], context: Context): Listed | undefined {
  const told = numberIn(context.lastShop);
  return living.length === 1 ? living[0] : living.find((booking) => booking.number === told);
}

function numberIn(words: string): number | null {
  const found =
    words.match(/#\s?(5\d{3,8})/u)?.[1] ??
    words.match(/(?:booking|שריון|nomor|number|no\.?)\s*(?:nomor\s*|number\s*)?(5\d{3,8})/iu)?.[1];
  return found === undefined ? null : Number(found);
}

function bareNumber(words: string): number | null {
  const found = /(?<!\d)(5\d{3,8})(?!\d)/u.exec(words)?.[1];
  return found === undefined ? null : Number(found);
}

function bookingsOf(data: unknown): readonly Listed[] {
  const list = fieldsOf(data)['bookings'];
  return (Array.isArray(list) ? list : []).flatMap((value: unknown) => {
    const fields = fieldsOf(value);
    const number = fields['number'];
    return typeof number === 'number' ? [{ number, status: text(fields['status']), value }] : [];
  });
}

function linesOf(listed: readonly Listed[], context: Context): string {
  const phrases = BOOKING_PHRASES[context.language];
  return listed
    .flatMap(({ value, status }) => {
      const booking = printBooking(value, phrases);
      return booking === null ? [] : [phrases.line(booking, status)];
    })
    .join('\n');
}
