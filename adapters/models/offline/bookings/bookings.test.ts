import { openHall } from '#tests/fakes/hall-talk.ts';

// Saturday 2026-11-21, 12:00 in Jakarta.
const NOW = new Date('2026-11-21T05:00:00Z');

/** Says each line; every reply must pass the claim gate. */
async function talk(hall: ReturnType<typeof openHall>, ...lines: readonly string[]) {
  let last: Awaited<ReturnType<typeof hall.say>> | undefined;
  for (const line of lines) {
    last = await hall.say(line);
    expect([line, last.violations]).toEqual([line, []]);
  }
  if (last === undefined) throw new Error('nothing was said');
  return last;
}

const living = (hall: ReturnType<typeof openHall>) =>
  hall.book.bookings
    .filter((booking) => booking.status === 'confirmed' || booking.status === 'held')
    .map(({ resourceName, startsAt, endsAt }) => [resourceName, startsAt, endsAt]);

describe.each([
  ['id', 'halo, mau booking futsal besok jam 7 malam'],
  ['id', 'saya mau sewa lapangan futsal besok jam tujuh malam ya kak'],
  ['en', 'Hi, I want to book a futsal field tomorrow at 7pm'],
  ['en', 'can you reserve futsal for tomorrow 19:00 please'],
  ['he', 'היי, אני רוצה להזמין מגרש פוטסל מחר בשבע בערב'],
])('%s: %s', (_language, text) => {
  it('books at once', async () => {
    const hall = openHall({ now: NOW });
    const reply = await talk(hall, text);
    expect(reply.calls.map((call) => call.name)).toEqual(['create_booking']);
    expect(living(hall)).toEqual([['Lapangan Futsal A', '2026-11-22T12:00:00.000Z', '2026-11-22T13:00:00.000Z']]);
    expect(reply.text).toContain('#5001');
    expect(reply.text).toContain('Rp220.000');
  });
});

describe.each([
  ['id', ['mau booking lapangan dong', 'badminton', 'besok', 'jam 8 malam']],
  ['en', ['I would like to book a court', 'badminton', 'tomorrow', 'at 8 pm']],
  ['he', ['אני רוצה לשריין מגרש', 'בדמינטון', 'מחר', 'בשעה 8 בערב']],
])('%s: piece by piece', (_language, lines) => {
  it('asks for what is missing, then books', async () => {
    const hall = openHall({ now: NOW });
    const [first = '', ...rest] = lines;
    const question = await talk(hall, first);
    expect(question.text).toMatch(/[?？]/u);
    const reply = await talk(hall, ...rest);
    expect(living(hall)).toEqual([['Lapangan Badminton 1', '2026-11-22T13:00:00.000Z', '2026-11-22T14:00:00.000Z']]);
    expect(reply.text).toContain('#5001');
  });
});

describe('availability', () => {
  it('lists the free hours of a day and books the one that is picked', async () => {
    const hall = openHall({ now: NOW });
    const free = await talk(hall, 'futsal tanggal 23 kosong jam berapa?');
    expect(free.calls).toMatchObject([
      { name: 'check_availability', input: { date: '2026-11-23', resource: 'futsal' } },
    ]);
    expect(free.text).toContain('Lapangan Futsal B: 06:00 (Rp150.000)');
    await talk(hall, 'ya mau booking yang jam 19.00');
    expect(living(hall)[0]?.[1]).toBe('2026-11-23T12:00:00.000Z');
  });

  it.each([
    ['apakah lapangan tenis kosong besok jam 4 sore?', 'ya boleh'],
    ['is the tennis court free tomorrow at 4pm?', 'yes please'],
    ['מגרש טניס פנוי מחר ב-16:00?', 'כן בבקשה'],
  ])('%s → offers, and books on a yes', async (question, yes) => {
    const hall = openHall({ now: NOW });
    const offer = await talk(hall, question);
    expect(offer.calls.map((call) => call.name)).toEqual(['check_availability']);
    expect(living(hall)).toEqual([]);
    await talk(hall, yes);
    expect(living(hall)).toEqual([['Lapangan Tenis', '2026-11-22T09:00:00.000Z', '2026-11-22T10:00:00.000Z']]);
  });

  it.each(['kapan lapangan futsal kosong?', 'tennis court available when?'])('%s → asks for the day', async (text) => {
    const hall = openHall({ now: NOW });
    const reply = await talk(hall, text);
    expect(reply.calls).toEqual([]);
    expect(reply.text).toMatch(/tanggal berapa|Which day/u);
  });

  it('tells prices and opening hours from what the shop says', async () => {
    const hall = openHall({ now: NOW });
    expect((await talk(hall, 'harga sewa futsal berapa?')).text).toContain('Rp220.000');
    expect((await talk(hall, 'how much is a padel court?')).text).toContain('Rp250.000');
  });
});

describe('what can not be', () => {
  it.each([
    ['mau booking futsal tanggal 31 februari jam 7 malam', /tidak ada di kalender/u],
    ['book futsal on 20 November 2025 at 7pm', /is past/u],
    ['mau booking futsal kemarin jam 7 malam', /sudah lewat/u],
    ['mau booking futsal hari ini jam 8 pagi', /sudah lewat/u],
    ['mau booking futsal besok jam 3 pagi', /tidak bisa mulai/u],
    ['mau booking futsal besok jam 7 malam 9 jam', /lama sewanya/u],
  ])('%s is refused with the reason, and nothing is booked', async (text, reason) => {
    const hall = openHall({ now: NOW });
    const reply = await talk(hall, text);
    expect(reply.text).toMatch(reason);
    expect(hall.book.bookings).toEqual([]);
  });

  it('asks which of two hours or days is meant', async () => {
    const hall = openHall({ now: new Date('2026-11-25T05:00:00Z') });
    expect((await talk(hall, 'mau booking futsal besok jam 7')).text).toContain('07:00 / 19:00');
    await talk(hall, 'jam 7 malam');
    expect(living(hall)).toEqual([['Lapangan Futsal A', '2026-11-26T12:00:00.000Z', '2026-11-26T13:00:00.000Z']]);
    const other = openHall({ now: new Date('2026-11-25T05:00:00Z') });
    expect((await talk(other, 'book futsal next Friday at 7pm')).text).toMatch(
      /27 November 2026 \/ .*4 December 2026/u,
    );
  });

  it('loses a race politely: offers what is near, and books it when it is picked', async () => {
    const hall = openHall({ now: NOW });
    hall.book.others = ['resource 0', 'resource 1'].map((resourceId) => ({
      resourceId,
      startsAt: '2026-11-22T12:00:00.000Z',
      endsAt: '2026-11-22T13:00:00.000Z',
    }));
    const lost = await talk(hall, 'mau booking futsal besok jam 7 malam');
    expect(lost.calls).toMatchObject([{ name: 'create_booking', ok: false }]);
    expect(lost.text).toMatch(/baru saja terisi[\s\S]*18:00/u);
    expect(hall.book.bookings).toEqual([]);
    await talk(hall, 'kalau gitu jam 8 malam aja');
    expect(living(hall)).toEqual([['Lapangan Futsal A', '2026-11-22T13:00:00.000Z', '2026-11-22T14:00:00.000Z']]);
  });
});

describe.each([
  [
    'id',
    'mau booking futsal besok jam 7 malam',
    'booking saya apa aja?',
    'pindahin ke jam 9 malam ya',
    'batalin booking saya',
  ],
  [
    'en',
    'book futsal tomorrow at 7pm please',
    'what are my bookings?',
    'can you move it to 9 pm',
    'cancel my booking please',
  ],
  ['he', 'תזמין לי מגרש פוטסל מחר ב-19:00', 'השריונים שלי', 'אפשר להזיז את זה לשעה 21:00', 'תבטל את השריון בבקשה'],
])('%s: the life of a booking', (_language, book, list, move, cancel) => {
  it('books, lists, moves, cancels', async () => {
    const hall = openHall({ now: NOW });
    await talk(hall, book);
    const listed = await talk(hall, list);
    expect(listed.calls.map((call) => call.name)).toEqual(['get_customer_bookings']);
    expect(listed.text).toContain('#5001');
    const moved = await talk(hall, move);
    expect(moved.calls.at(-1)).toMatchObject({ name: 'reschedule_booking', ok: true });
    expect(living(hall)).toEqual([['Lapangan Futsal A', '2026-11-22T14:00:00.000Z', '2026-11-22T15:00:00.000Z']]);
    const cancelled = await talk(hall, cancel);
    expect(cancelled.calls.at(-1)).toMatchObject({ name: 'cancel_booking', ok: true });
    expect(living(hall)).toEqual([]);
    expect((await talk(hall, cancel)).calls.map((call) => call.name)).toEqual(['get_customer_bookings']);
  });
});

describe('holds and news', () => {
  it('says that a booking is held, and until when', async () => {
    const hall = openHall({ now: NOW, policy: { confirmation: 'held', holdMinutes: 30 } });
    const reply = await talk(hall, 'mau booking padel besok jam 8 malam 2 jam');
    expect(reply.text).toMatch(/tahan sampai 12:30/u);
    expect(reply.text).toContain('Rp500.000');
  });

  it.each([
    ['The hold of', 'ran out before it was confirmed; the slot is free again.', /sudah habis/u],
    ['The shop confirmed', '.', /sudah dikonfirmasi/u],
    ['The shop moved', '; this is the new time.', /dipindah oleh tim kami/u],
    ['The shop cancelled', '.', /dibatalkan oleh tim kami/u],
    ['Reminder to give:', 'is coming up.', /mengingatkan/u],
  ])('puts "%s … %s" into words', async (head, tail, words) => {
    const hall = openHall({ now: NOW });
    await talk(hall, 'mau booking futsal besok jam 7 malam');
    const line = `${head} booking #5001 (Lapangan Futsal A, Sunday 2026-11-22, 19:00-20:00) ${tail}`;
    const kind = head.includes('confirmed')
      ? 'booking_confirmed'
      : head.includes('moved')
        ? 'booking_rescheduled'
        : 'booking_cancelled';
    const reply = await hall.hear(line, head.startsWith('Reminder') ? undefined : { kind, bookingNumber: 5001 });
    expect(reply.text).toMatch(words);
    expect(reply.text).toContain('#5001');
    expect(reply.violations).toEqual([]);
  });
});

it('a ball that is sold is no field that is rented', async () => {
  const hall = openHall({ now: NOW });
  const reply = await talk(hall, 'mau pesan 2 kok badminton');
  expect(reply.calls.map((call) => call.name)).not.toContain('create_booking');
  expect(reply.calls.map((call) => call.name)).not.toContain('check_availability');
});
