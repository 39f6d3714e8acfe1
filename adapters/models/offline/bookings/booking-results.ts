import type { Context } from '#adapters/models/offline/context.ts';
import { joined, money } from '#adapters/models/offline/phrases/format.ts';
import { fieldsOf, text } from '#adapters/models/offline/prompt.ts';
import type { ToolEvent } from '#adapters/models/offline/turn.ts';
import { say, type Act } from '#adapters/models/offline/talk/act.ts';
import type { BookingPhrases } from './phrases/types.ts';
import { BOOKING_PHRASES, printAlternatives, printBooking, printDay } from './print.ts';

/** Booking tools whose result is told; the list of bookings only serves the next step. */
const TOLD = new Set(['check_availability', 'create_booking', 'reschedule_booking', 'cancel_booking']);
/** Starts shown of one resource. */
const SHOWN = 10;

/** Names of the tools that change a booking. */
export const BOOKING_WRITES = ['create_booking', 'reschedule_booking', 'cancel_booking'] as const;

/** The reply to the latest result of a booking tool; null when there is none. */
export function afterBooking(context: Context): Act | null {
  const event = context.turn.events.findLast((one) => TOLD.has(one.name));
  return event === undefined ? null : tellBooking(event, context);
}

/** What one result says, in the words of the language. */
export function tellBooking(event: ToolEvent, context: Context): Act {
  const phrases = BOOKING_PHRASES[context.language];
  if (event.isError) return say(refusal(event, context, phrases), 'consultation');
  if (event.name === 'check_availability') return say(freeTimes(event.data, phrases), 'consultation');
  const value = fieldsOf(event.data)['booking'];
  const booking = printBooking(value, phrases);
  if (booking === null) return say(context.phrases.failed(), 'consultation');
  if (event.name === 'cancel_booking')
    return say(joined(phrases.cancelled(booking), context.phrases.anythingElse()), 'closing');
  if (event.name === 'reschedule_booking') return say(phrases.rescheduled(booking), 'closing');
  const until = text(fieldsOf(value)['held_until']);
  const words =
    until === '' ? phrases.confirmed(booking, context.name) : phrases.held(booking, until.slice(-5), context.name);
  return say(words, 'closing');
}

function freeTimes(data: unknown, phrases: BookingPhrases): string {
  const fields = fieldsOf(data);
  const day = printDay(text(fields['date']), phrases);
  const currency = text(fields['currency']);
  const listed = Array.isArray(fields['resources']) ? fields['resources'].map(fieldsOf) : [];
  const names = [...new Set(listed.map((one) => text(one['category'])))].join(', ');
  const near = printAlternatives(fields['alternatives'], currency, phrases);
  const wanted = fieldsOf(fields['wanted']);
  const at = Array.isArray(wanted['free']) ? wanted['free'].map(text) : [];
  if (text(wanted['start_time']) !== '') {
    const first = at[0];
    if (first === undefined) return joined(phrases.notFree(names), near === '' ? null : phrases.alternatives(near));
    const slot = slotsOf(listed.find((one) => text(one['resource']) === first)).find(
      (one) => one.start === text(wanted['start_time']),
    );
    const when = phrases.when(day, `${slot?.start ?? ''}–${slot?.end ?? ''}`);
    return joined(phrases.isFree(first, when, money(slot?.price ?? '', currency)), phrases.offer());
  }
  const lines = listed.flatMap((one) => {
    const slots = slotsOf(one);
    const shown = slots.slice(0, SHOWN).map((slot) => `${slot.start} (${money(slot.price, currency)})`);
    const more = slots.length > SHOWN ? ', …' : '';
    return shown.length === 0 ? [] : [`• ${text(one['resource'])}: ${shown.join(', ')}${more}`];
  });
  if (lines.length === 0)
    return joined(phrases.nothingFree(names, day), near === '' ? null : phrases.alternatives(near));
  return joined(phrases.freeTimes(day, lines.join('\n')), phrases.pickTime());
}

function slotsOf(one: unknown): readonly { start: string; end: string; price: string }[] {
  const free = fieldsOf(one)['free'];
  return (Array.isArray(free) ? free : []).map(fieldsOf).map((slot) => ({
    start: text(slot['start_time']),
    end: text(slot['end_time']),
    price: text(slot['price']),
  }));
}

function refusal(event: ToolEvent, context: Context, phrases: BookingPhrases): string {
  const error = fieldsOf(fieldsOf(event.data)['error'] ?? event.data);
  const near = printAlternatives(error['alternatives'], text(error['currency']), phrases);
  const offer = near === '' ? null : phrases.alternatives(near);
  const list = (key: string, print: (value: unknown) => string) =>
    (Array.isArray(error[key]) ? error[key] : []).map(print).join(' / ');
  const what = text(error['resource']);
  switch (text(error['code'])) {
    case 'which_day':
      return phrases.askDay(what === '' ? '…' : what);
    case 'which_time':
      return phrases.pickTime();
    case 'ambiguous_date':
      return phrases.askDayOf(list('dates', (value) => printDay(text(fieldsOf(value)['date']), phrases)));
    case 'ambiguous_time':
      return phrases.askTimeOf(list('times', text));
    case 'no_such_day':
      return phrases.noSuchDay(text(error['said']));
    case 'past':
      return text(error['date']) === '' ? phrases.pastTime() : phrases.pastDay(printDay(text(error['date']), phrases));
    case 'unknown_resource':
      return phrases.askWhat(list('did_you_mean', text).replaceAll(' / ', ', '));
    case 'taken':
      return joined(phrases.takenMeanwhile(), offer);
    case 'closed':
      return joined(phrases.closed(namesOf(event)), offer);
    case 'no_such_time':
      return joined(phrases.noSuchTime(), offer);
    case 'bad_duration':
      return phrases.badDuration('');
    case 'too_far':
      return phrases.tooFar();
    case 'too_soon':
      return joined(phrases.tooSoon(), offer);
    case 'too_many':
      return phrases.tooMany();
    case 'no_such_booking':
      return phrases.noSuchBooking();
    case 'not_open':
      return phrases.notOpen();
    case 'too_late_to_change':
      return phrases.tooLate();
    default:
      return context.phrases.failed();
  }
}

/** The resource's name as the refusal's sentence begins with it. */
function namesOf(event: ToolEvent): string {
  const message = text(fieldsOf(fieldsOf(event.data)['error'])['message']);
  return message.split(':')[0] ?? '';
}
