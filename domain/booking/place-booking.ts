import { addDays, momentOf } from '#domain/time/local-time.ts';
import type { Booking } from './booking.ts';
import { isLiving } from './booking.ts';
import type { BookingBook } from './booking-book.ts';
import type { BookingPolicy } from './booking-policy.ts';
import type { BookingRefusal, BookingRefusalCode } from './booking-refusal.ts';
import { checkStart, planBooking, SEARCHED_DAYS } from './plan-booking.ts';
import type { BookingPlan, BookingWish, House } from './plan-booking.ts';

/** What came of a wish: the booking as it stands, or why nothing was changed. */
export type BookingOutcome = { readonly booking: Booking } | { readonly refusal: BookingRefusal };

export interface BookingParty {
  readonly guestName: string | null;
  readonly notes: string | null;
  readonly requestKey: string;
  /** Staff are not bound by what customers may do by themselves. */
  readonly byStaff: boolean;
}

/** Books what is wished, held or confirmed as the tenant's policy says. One transaction; the agent and staff share it. */
export async function placeBooking(
  book: BookingBook,
  wish: BookingWish,
  party: BookingParty,
  house: House,
): Promise<BookingOutcome> {
  const late = checkStart(wish, house);
  if (late) return { refusal: late };
  const { policy, now } = house;
  if (!party.byStaff && (await book.countOpen()) >= policy.mostOpen) {
    return refused(
      'too_many',
      `A customer may have ${policy.mostOpen} bookings to come; cancel one first, or ask staff.`,
    );
  }
  const planned = await planWith(book, wish, house);
  if ('refusal' in planned) return planned;
  const { resource, ...plan } = planned.plan;
  const held = policy.confirmation === 'held' && !party.byStaff;
  const booking = await book.insert({
    ...plan,
    resourceId: resource.id,
    currency: resource.currency,
    guestName: party.guestName,
    notes: party.notes,
    heldUntil: held ? holdEnd(plan.startsAt, policy, now) : null,
    reminderAt: reminderOf(plan.startsAt, policy, now),
    requestKey: party.requestKey,
  });
  return booking ? { booking } : lostRace(book, wish, house, resource.name);
}

/** Moves a booking to another time or resource; its status stays. */
export async function moveBooking(
  book: BookingBook,
  booking: Booking,
  wish: BookingWish,
  house: House,
  by: { readonly byStaff: boolean; readonly tell: boolean },
): Promise<BookingOutcome> {
  const fixed = mayChange(booking, house, by.byStaff);
  if (fixed) return { refusal: fixed };
  const planned = await planWith(book, wish, house, booking.id);
  if ('refusal' in planned) return planned;
  const { resource, ...plan } = planned.plan;
  const reminderAt = reminderOf(plan.startsAt, house.policy, house.now);
  return { booking: await book.move(booking.id, { ...plan, resourceId: resource.id, reminderAt, tell: by.tell }) };
}

export async function cancelBooking(
  book: BookingBook,
  booking: Booking,
  house: House,
  by: { readonly byStaff: boolean; readonly tell: boolean },
): Promise<BookingOutcome> {
  const fixed = mayChange(booking, house, by.byStaff);
  return fixed ? { refusal: fixed } : { booking: await book.cancel(booking.id, by.tell) };
}

/**
 * Looks, and when it is free locks and looks again: what is free then stays so until the transaction ends. Whoever is
 * too late anyway waits for nobody.
 */
async function planWith(
  book: BookingBook,
  wish: BookingWish,
  house: House,
  except?: string,
): Promise<{ readonly plan: BookingPlan } | { readonly refusal: BookingRefusal }> {
  const late = checkStart(wish, house);
  if (late) return { refusal: late };
  const ids = wish.resources.map((resource) => resource.id);
  try {
    const early = planBooking(wish, await busyAround(book, wish, house, except), house);
    if ('refusal' in early) return early;
    await book.lockResources(ids);
    return planBooking(wish, await busyAround(book, wish, house, except), house);
  } catch (error) {
    if (error instanceof RangeError) return refused('too_large', 'A booking of that value cannot be made here.');
    throw error;
  }
}

async function busyAround(book: BookingBook, wish: BookingWish, { timeZone }: House, except?: string) {
  const from = new Date(momentOf(addDays(wish.date, -1), 0, timeZone)).toISOString();
  const to = new Date(momentOf(addDays(wish.date, SEARCHED_DAYS + 2), 0, timeZone)).toISOString();
  return book.busy(
    wish.resources.map((resource) => resource.id),
    from,
    to,
    except,
  );
}

async function lostRace(book: BookingBook, wish: BookingWish, house: House, name: string): Promise<BookingOutcome> {
  const again = planBooking(wish, await busyAround(book, wish, house), house);
  const message = `${name}: somebody else was quicker.`;
  return { refusal: 'refusal' in again ? again.refusal : { code: 'taken', message, alternatives: [] } };
}

function mayChange(booking: Booking, { now, policy }: House, byStaff: boolean): BookingRefusal | undefined {
  const refuse = (code: BookingRefusalCode, message: string) => ({ code, message, alternatives: [] });
  if (!isLiving(booking, now)) {
    const status = booking.status === 'held' ? 'expired' : booking.status;
    return refuse('not_open', `Booking ${booking.number} is ${status}; only one that stands can be changed.`);
  }
  const left = Date.parse(booking.startsAt) - now.getTime();
  if (left <= 0 && !byStaff) return refuse('not_open', `Booking ${booking.number} has begun already.`);
  if (left < policy.changeMinutes * 60_000 && !byStaff) {
    return refuse(
      'too_late_to_change',
      `Customers change a booking until ${policy.changeMinutes} minutes before it begins; now only staff can.`,
    );
  }
  return undefined;
}

function refused(code: BookingRefusalCode, message: string): { readonly refusal: BookingRefusal } {
  return { refusal: { code, message, alternatives: [] } };
}

/** A hold never outlives the start of what it holds. */
function holdEnd(startsAt: string, { holdMinutes }: BookingPolicy, now: Date): string {
  return new Date(Math.min(now.getTime() + holdMinutes * 60_000, Date.parse(startsAt))).toISOString();
}

/** Null when it would be due already: who has just booked needs no reminder. */
function reminderOf(startsAt: string, { reminderMinutes }: BookingPolicy, now: Date): string | null {
  if (reminderMinutes === null) return null;
  const at = Date.parse(startsAt) - reminderMinutes * 60_000;
  return at > now.getTime() ? new Date(at).toISOString() : null;
}
