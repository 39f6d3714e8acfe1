import fc from 'fast-check';
import { findDates } from './find-dates.ts';
import { readSchedule } from './read-when.ts';

// 2026-11-21 is a Saturday.
const TODAY = '2026-11-21';

test.each([
  ['tomorrow at 5pm', '2026-11-22', '17:00'],
  ['tomorrow at 5', '2026-11-22', '05:00'],
  ['today at 17:30', '2026-11-21', '17:30'],
  ['the day after tomorrow', '2026-11-23', null],
  ['next Monday', '2026-11-23', null],
  ['on Saturday', '2026-11-21', null],
  ['next Saturday', '2026-11-28', null],
  ['in 3 days', '2026-11-24', null],
  ['December 24th', '2026-12-24', null],
  ['24 Dec 2027', '2027-12-24', null],
  ['3 January', '2027-01-03', null],
  ['2026-12-01 at 08:15', '2026-12-01', '08:15'],
  ['01/12/2026', '2026-12-01', null],
  ['at 12 am', null, '00:00'],
  ['מחר ב-17:00', '2026-11-22', '17:00'],
  ['מחר בשעה 5 בערב', '2026-11-22', '17:00'],
  ['מחרתיים', '2026-11-23', null],
  ['ביום שני', '2026-11-23', null],
  ['שבת הבאה', '2026-11-28', null],
  ['ב-24 בדצמבר', '2026-12-24', null],
  ['בעוד 2 ימים', '2026-11-23', null],
  ['besok jam 5 sore', '2026-11-22', '17:00'],
  ['lusa pukul 09.30', '2026-11-23', '09:30'],
  ['tanggal 23', '2026-11-23', null],
  ['tgl 5', '2026-12-05', null],
  ['Sabtu depan', '2026-11-28', null],
  ['hari Senin jam 7 malam', '2026-11-23', '19:00'],
  ['17 Agustus', '2027-08-17', null],
  ['2 hari lagi', '2026-11-23', null],
  ['minggu depan', null, null],
  ['31 februari', null, null],
  ['2 kg beef at the door', null, null],
  ['שני קילו בשר', null, null],
])('%s', (text, date, time) => {
  expect(readSchedule(text, TODAY)).toEqual({ date, time });
});

test('a month without a 31st is passed over', () => {
  expect(readSchedule('tanggal 31', TODAY).date).toBe('2026-12-31');
});

test('any text gives no date or a real day from now on, without overlaps', () => {
  const words = fc.constantFrom(
    'tomorrow',
    'at',
    '5',
    '31',
    'next',
    'friday',
    'מחר',
    'ביום',
    'שני',
    'tanggal',
    'besok',
    'jam',
    '17:00',
    '/',
    '2/3',
    'dec',
    ',',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((list) => list.join(' ')),
      ),
      (text) => {
        const { date, time } = readSchedule(text, TODAY);
        expect(date === null || new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)).toBe(true);
        expect(time ?? '00:00').toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);
        const found = findDates(text);
        for (const [place, mention] of found.entries())
          expect(mention.start).toBeGreaterThanOrEqual(found[place - 1]?.end ?? 0);
      },
    ),
  );
});
