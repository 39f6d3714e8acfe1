/** Words by which customers show that they talk of bookings, in the three languages together. */
const word = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'iu');

export const BOOK = word(
  'book|books|booked|booking|bookings|reserve|reservation|rent|hire|' +
    'boking|bookingan|dibooking|bookingkan|bookingin|sewa|nyewa|menyewa|sewain|reservasi|' +
    'ל?שריין|תשריין|תשריינו|שריון|ה?שריון|ל?שכור|ל?הזמין|תזמין|להזמנת',
);
export const PLACE = word(
  'courts?|fields?|slots?|rooms?|lapangan|lapang|slot|ruang|ruangan|meja|ה?מגרש|ל?מגרש|מגרשים|ה?חדר|חדרים|ל?שולחן',
);
export const FREE = word(
  'free|available|availability|open slots?|schedule|kosong|kosongnya|tersedia|jadwal|available nya|avail|' +
    'פנוי|פנויה|פנויות|פנויים|זמין|זמינות|לו"ז',
);
export const MINE = word(
  '(?:my|our) (?:bookings?|reservations?|courts?)|(?:bookings?|reservasi|jadwal|bookingan|sewa)(?:an)?(?: lapangan)? (?:saya|aku|ku|gue|kami|kita)|' +
    'ה?(?:שריונים|שריון|הזמנות מגרש) שלי|מה שיריינתי|מה שריינתי',
);
export const MOVE = word(
  'move|reschedule|change|shift|postpone|switch|pindah|pindahin|pindahkan|dipindah|geser|ganti|ubah|undur|majukan|mundurkan|reskedul|' +
    'ל?הזיז|ל?העביר|ל?שנות|ל?דחות|תעבירו?|תזיזו?|תשנו?|תדחו?',
);
export const CANCEL = word(
  'cancel|call off|batal|batalin|batalkan|dibatalkan|membatalkan|gajadi|(?:gak|ga|nggak|tidak|ngga) jadi|ל?בטל|תבטלו?|ביטול',
);
export const DONT = word("don'?t|do not|never|jangan|אל");
export const PRICE = word(
  'how much|price|prices|cost|costs|rate|harga|harganya|berapaan|tarif|tarifnya|biaya|כמה (?:עולה|זה)|מחיר|מחירים',
);
export const HOURS_ASKED = word(
  'opening hours|what time do you open|when do you open|buka jam berapa|jam buka|buka sampai|שעות פתיחה|מתי פתוח|עד מתי פתוח',
);
/** "… to 8 pm": what comes behind is the new time. */
export const NEW_TIME = /(?<![\p{L}])(?:ke|jadi|menjadi|to|into|for|ל(?=שעה|יום|מחר)|לשעה|ליום)(?![\p{L}])/giu;
