import type { BookingPhrases } from './types.ts';

const STATUSES: Readonly<Record<string, string>> = {
  held: 'שמור',
  cancelled: 'כבר בוטל',
  expired: 'פג תוקף',
};

const call = (name: string | null): string => (name === null ? '' : ` ${name}`);

export const HEBREW_BOOKINGS: BookingPhrases = {
  locale: 'he',
  when: (day, hours) => (hours === null ? day : `${day} בשעה ${hours}`),
  askWhat: (names) => `מה תרצו לשריין? אפשר: ${names}.`,
  askDay: (what) => `לאיזה תאריך תרצו ${what}?`,
  askDayOf: (days) => `לאיזה יום הכוונה: ${days}?`,
  askTime: (what, day) => `באיזו שעה תרצו ${what} ב${day}?`,
  askTimeOf: (times) => `הכוונה לשעה ${times}?`,
  noSuchDay: (said) => `סליחה, אין תאריך כזה "${said}". לאיזה תאריך תרצו?`,
  pastDay: (day) => `סליחה, ${day} כבר עבר. לאיזה תאריך תרצו?`,
  pastTime: () => 'סליחה, השעה הזאת כבר עברה. באיזו שעה תרצו?',
  freeTimes: (day, list) => `שעות פנויות ב${day}:\n${list}`,
  nothingFree: (what, day) => `סליחה, אין שעות פנויות עבור ${what} ב${day}.`,
  isFree: (what, when, price) => `${what} פנוי ב${when}, המחיר ${price}.`,
  offer: () => 'לשריין לכם?',
  pickTime: () => 'באיזו שעה תרצו?',
  notFree: (what) => `סליחה, ${what} לא פנוי בשעה הזאת.`,
  alternatives: (list) => `אלה השעות הפנויות הקרובות:\n${list}\nמה מתאים לכם?`,
  takenMeanwhile: () => 'סליחה, השעה הזאת נתפסה ממש עכשיו, ולכן שום דבר לא שוריין.',
  closed: (what) => `סליחה, ${what} סגור ביום הזה.`,
  noSuchTime: () => 'סליחה, אי אפשר להתחיל בשעה הזאת.',
  badDuration: () => 'סליחה, אי אפשר לשכור לאורך זמן כזה; השכירות לפי משבצות שלמות ועד גבול מסוים.',
  tooFar: () => 'סליחה, התאריך הזה רחוק מדי בשביל לשריין כבר עכשיו.',
  tooSoon: () => 'סליחה, זה קרוב מדי בשביל לשריין כאן.',
  tooMany: () => 'יש לכם כבר את מספר השריונים המרבי. לבטל אחד מהם, או לחבר אתכם לצוות שלנו?',
  confirmed: (booking, name) =>
    `מצוין${call(name)}! שריון #${booking.number} מאושר: ${booking.what}, ${booking.when}. סה"כ: ${booking.price}`,
  held: (booking, until, name) =>
    `מצוין${call(name)}! שריון #${booking.number} שמור עבורכם עד ${until}: ${booking.what}, ${booking.when}. סה"כ: ${booking.price}`,
  rescheduled: (booking) => `שריון #${booking.number} עודכן: ${booking.what}, ${booking.when}. סה"כ: ${booking.price}`,
  cancelled: (booking) => `שריון #${booking.number} בוטל.`,
  askNewTime: (booking) => `לאיזה יום ושעה להעביר את שריון #${booking.number} (${booking.what}, ${booking.when})?`,
  whichBooking: (list) => `לאיזה שריון הכוונה?\n${list}`,
  noBookings: () => 'אני לא רואה שריונים על שמכם.',
  noSuchBooking: () => 'לא מצאתי את מספר השריון הזה אצלכם.',
  notOpen: () => 'השריון הזה כבר לא בתוקף, אז אין מה לשנות.',
  tooLate: () => 'סליחה, זה קרוב מדי למועד בשביל לשנות כאן. לחבר אתכם למישהו מהצוות?',
  listTitle: () => 'אלה השריונים שלכם:',
  // A booking that stands needs no word for it.
  line: (booking, status) =>
    `• #${booking.number}${STATUSES[status] === undefined ? '' : ` (${STATUSES[status]})`}: ${booking.what}, ${booking.when}; ${booking.price}`,
  prices: (list) => `מחירים:\n${list}`,
  openHours: (what, hours) => `${what} פתוח: ${hours}.`,
  reminder: (what) => `שלום, רק תזכורת: ${what}. נתראה!`,
  newsExpired: (what) => `הזמן השמור של ${what} נגמר, והשעה שוב פנויה. לנסות לשריין שוב?`,
  newsConfirmed: (what) => `חדשות טובות: ${what} מאושר.`,
  newsMoved: (what) => `הצוות שלנו העביר את השריון שלכם. המועד החדש: ${what}.`,
  newsCancelled: (what) => `מצטערים, הצוות שלנו ביטל את ${what}. לחפש מועד אחר?`,
  unchanged: () => 'בסדר, השריון לא השתנה.',
};
