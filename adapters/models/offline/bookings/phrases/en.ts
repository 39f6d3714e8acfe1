import type { BookingPhrases } from './types.ts';

const STATUSES: Readonly<Record<string, string>> = {
  held: 'held',
  confirmed: 'confirmed',
  cancelled: 'already cancelled',
  expired: 'run out',
};

const call = (name: string | null): string => (name === null ? '' : `, ${name}`);

export const ENGLISH_BOOKINGS: BookingPhrases = {
  locale: 'en-GB',
  when: (day, hours) => (hours === null ? day : `${day}, ${hours}`),
  askWhat: (names) => `What would you like to book? We have ${names}.`,
  askDay: (what) => `Which day would you like for ${what}?`,
  askDayOf: (days) => `Which day do you mean: ${days}?`,
  askTime: (what, day) => `What time would you like for ${what} on ${day}?`,
  askTimeOf: (times) => `Do you mean ${times}?`,
  noSuchDay: (said) => `Sorry, there is no such day as "${said}". Which date would you like?`,
  pastDay: (day) => `Sorry, ${day} is past. Which date would you like?`,
  pastTime: () => 'Sorry, that time is past. What time would you like?',
  freeTimes: (day, list) => `Free on ${day}:\n${list}`,
  nothingFree: (what, day) => `Sorry, ${what} is full on ${day}.`,
  isFree: (what, when, price) => `${what} is free on ${when}; the price is ${price}.`,
  offer: () => 'Shall I book it for you?',
  pickTime: () => 'Which time would you like?',
  notFree: (what) => `Sorry, ${what} is not free at that time.`,
  alternatives: (list) => `These are free near it:\n${list}\nWould one of them suit you?`,
  takenMeanwhile: () => 'Sorry, that slot has just gone to somebody else, so nothing was booked.',
  closed: (what) => `Sorry, ${what} is closed that day.`,
  noSuchTime: () => 'Sorry, a booking can not begin at that time.',
  badDuration: () => 'Sorry, that length is not possible; we rent by whole slots, up to a limit.',
  tooFar: () => 'Sorry, that day is too far ahead to book yet.',
  tooSoon: () => 'Sorry, that is too soon to book here.',
  tooMany: () =>
    'You have as many bookings to come as one customer may have. Would you like to cancel one, or ask our team?',
  confirmed: (booking, name) =>
    `Great${call(name)}! Booking #${booking.number} is confirmed: ${booking.what}, ${booking.when}. Total: ${booking.price}`,
  held: (booking, until, name) =>
    `Great${call(name)}! Booking #${booking.number} is held for you until ${until}: ${booking.what}, ${booking.when}. Total: ${booking.price}`,
  rescheduled: (booking) =>
    `Booking #${booking.number} has been moved: ${booking.what}, ${booking.when}. Total: ${booking.price}`,
  cancelled: (booking) => `Booking #${booking.number} has been cancelled.`,
  askNewTime: (booking) =>
    `To which day and time shall I move booking #${booking.number} (${booking.what}, ${booking.when})?`,
  whichBooking: (list) => `Which booking do you mean?\n${list}`,
  noBookings: () => 'I do not see any booking of yours.',
  noSuchBooking: () => 'I can not find that booking number among yours.',
  notOpen: () => 'That booking does not stand any more, so there is nothing to change.',
  tooLate: () =>
    'Sorry, it is too close to the start to change it here. Would you like somebody from our team to help?',
  listTitle: () => 'These are your bookings:',
  line: (booking, status) =>
    `• #${booking.number} (${STATUSES[status] ?? status}): ${booking.what}, ${booking.when}; ${booking.price}`,
  prices: (list) => `Prices:\n${list}`,
  openHours: (what, hours) => `${what} opens: ${hours}.`,
  reminder: (what) => `Hello, just a reminder: ${what}. See you soon!`,
  newsExpired: (what) =>
    `The hold of ${what} has run out, so the slot is free again. Would you like to try another booking?`,
  newsConfirmed: (what) => `Good news: ${what} is confirmed.`,
  newsMoved: (what) => `Our team has moved your booking. The new time: ${what}.`,
  newsCancelled: (what) => `I am sorry, our team has cancelled ${what}. Shall I look for another time?`,
  unchanged: () => 'All right, the booking was not changed.',
};
