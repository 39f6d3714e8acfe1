import fc from 'fast-check';
import { readWhen } from './read-when.ts';

// 2026-11-25 is a Wednesday, 2026-11-21 a Saturday.
const WEDNESDAY = '2026-11-25';
const SATURDAY = '2026-11-21';

const at = (hour: number, minute = 0) => ({ kind: 'time', minute: hour * 60 + minute });
const either = (hour: number, minute = 0) => ({
  kind: 'choice',
  minutes: [hour * 60 + minute, hour * 60 + minute + 720],
});
const day = (date: string) => ({ kind: 'day', date });

test.each([
  ['besok jam 7 malam', day('2026-11-22'), at(19)],
  ['jam 8 malam', { kind: 'none' }, at(20)],
  ['Sabtu depan', day('2026-11-28'), { kind: 'none' }],
  ['next Friday at 7pm', day('2026-11-27'), at(19)],
  ['tanggal 23', day('2026-11-23'), { kind: 'none' }],
  ['lusa pagi jam 9', day('2026-11-23'), at(9)],
  ['hari ini', day('2026-11-21'), { kind: 'none' }],
  ['malam ini jam 8', day('2026-11-21'), at(20)],
  ['besok jam tujuh malam', day('2026-11-22'), at(19)],
  ['besok jam setengah delapan malam', day('2026-11-22'), at(19, 30)],
  ['tomorrow at half past seven in the evening', day('2026-11-22'), at(19, 30)],
  ['tomorrow at seven', day('2026-11-22'), either(7)],
  ['besok jam 7', day('2026-11-22'), either(7)],
  ['besok jam 07.00', day('2026-11-22'), at(7)],
  ['besok jam 19.00', day('2026-11-22'), at(19)],
  ['besok jam 11 siang', day('2026-11-22'), at(11)],
  ['besok jam 1 siang', day('2026-11-22'), at(13)],
  ['besok jam 12 malam', day('2026-11-22'), at(24)],
  ['besok jam 2 malam', day('2026-11-22'), at(2)],
  ['tomorrow at noon', day('2026-11-22'), at(12)],
  ['מחר בשבע בערב', day('2026-11-22'), at(19)],
  ['מחר ב-19:00', day('2026-11-22'), at(19)],
  ['ביום ראשון בשעה 8 בבוקר', day('2026-11-22'), at(8)],
  ['tomorrow evening at 7', day('2026-11-22'), at(19)],
])('%s', (text, wantedDay, wantedTime) => {
  const when = readWhen(text, SATURDAY);
  expect(when.day).toEqual(wantedDay);
  expect(when.time).toEqual(wantedTime);
});

test.each([
  ['2 jam', 120],
  ['besok jam 7 malam 2 jam', 120],
  ['besok jam 19.00-21.00', 120],
  ['besok jam 7 sampai 9 malam', 120],
  ['tomorrow from 7 to 9 pm', 120],
  ['tomorrow 7-9pm', 120],
  ['for an hour and a half', 90],
  ['90 menit', 90],
  ['שעתיים', 120],
  ['מחר מ-19:00 עד 21:00', 120],
  ['jam 7 malam', null],
  ['jam 10 malam sampai jam 1 malam', 180],
])('%s lasts %p minutes', (text, minutes) => {
  expect(readWhen(text, SATURDAY).duration).toBe(minutes);
});

describe('what has to be asked back', () => {
  test('"next Friday" two days before a Friday is either of two', () => {
    expect(readWhen('next Friday at 7pm', WEDNESDAY).day).toEqual({
      kind: 'choice',
      dates: ['2026-11-27', '2026-12-04'],
      said: 'next Friday',
    });
    expect(readWhen('Jumat depan', WEDNESDAY).day).toMatchObject({ kind: 'choice' });
    expect(readWhen('next Monday', WEDNESDAY).day).toEqual(day('2026-11-30'));
    expect(readWhen('Friday', WEDNESDAY).day).toEqual(day('2026-11-27'));
  });

  test('a week or a weekend names no one day', () => {
    expect(readWhen('next week', WEDNESDAY).day).toMatchObject({ kind: 'choice', said: 'next week' });
    expect(readWhen('akhir pekan ini', WEDNESDAY).day).toMatchObject({ dates: ['2026-11-28', '2026-11-29'] });
    expect(readWhen('minggu depan', WEDNESDAY).day).toMatchObject({ kind: 'choice' });
  });

  test('a part of the day is no hour', () => {
    expect(readWhen('besok malam', WEDNESDAY)).toMatchObject({ time: { kind: 'none' }, part: 'night' });
    expect(readWhen('tomorrow morning', WEDNESDAY)).toMatchObject({ time: { kind: 'none' }, part: 'morning' });
  });
});

describe('days that can not be', () => {
  test.each(['31 February', '31 februari', '30 בפברואר', 'tanggal 35', '2026-02-31', '31 April 2027', '32 Januari'])(
    '%s does not exist',
    (text) => {
      expect(readWhen(text, SATURDAY).day).toMatchObject({ kind: 'impossible' });
    },
  );

  test.each([
    ['yesterday', '2026-11-20'],
    ['kemarin', '2026-11-20'],
    ['אתמול', '2026-11-20'],
    ['20 November', '2026-11-20'],
    ['2025-12-01', '2025-12-01'],
  ])('%s is past', (text, date) => {
    expect(readWhen(text, SATURDAY).day).toMatchObject({ kind: 'past', date });
  });

  test('a clean day beside an odd one counts', () => {
    expect(readWhen('not yesterday, tomorrow', SATURDAY).day).toEqual(day('2026-11-22'));
  });
});

test('any text on any day gives readings in range', () => {
  const words = fc.constantFrom(
    'next',
    'friday',
    'besok',
    'jam',
    '7',
    '12',
    'malam',
    'sampai',
    '9',
    'pm',
    'half past',
    'מחר',
    'ב',
    'בערב',
    '31',
    'feb',
    'tanggal',
    'minggu depan',
    '-',
    '19.00',
    '2 jam',
    'שעתיים',
    'noon',
    'setengah',
    'siang',
    '24',
  );
  const days = fc
    .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.array(words, { maxLength: 8 }), days, (list, today) => {
      const { day: said, time, duration } = readWhen(list.join(' '), today);
      const choices = said.kind === 'choice' ? said.dates : [];
      const future = said.kind === 'day' ? [said.date] : choices;
      expect(future.every((date) => date >= today)).toBe(true);
      expect(said.kind === 'choice' && choices.length < 2).toBe(false);
      expect(said.kind === 'past' && said.date >= today).toBe(false);
      const minutes = time.kind === 'time' ? [time.minute] : time.kind === 'choice' ? time.minutes : [];
      for (const minute of minutes) expect(minute >= 0 && minute <= 1440).toBe(true);
      expect(duration === null || duration > 0).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
