import { findDates } from './find-dates.ts';
import { readWhen } from './read-when.ts';

// 2026-11-18 is a Wednesday.
const TODAY = '2026-11-18';

function daySaid(text: string, today = TODAY): unknown {
  const { day } = readWhen(text, today);
  return day.kind === 'day' ? day.date : day.kind === 'choice' ? day.dates : day.kind;
}

function timeSaid(text: string): unknown {
  const { time } = readWhen(text, TODAY);
  const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  return time.kind === 'time' ? clock(time.minute) : time.kind === 'choice' ? time.minutes.map(clock) : null;
}

describe('days of another week', () => {
  test.each([
    ['Rabu minggu depan', '2026-11-25'],
    ['hari Sabtu pekan depan jam 7', '2026-11-28'],
    ['Saturday next week', '2026-11-28'],
    ['Tuesday of next week', '2026-11-24'],
    ['next week on Friday', '2026-11-27'],
    ['minggu depan hari Rabu jam 4 sore', '2026-11-25'],
    ['Jumat minggu ini', '2026-11-20'],
    ['Monday this week', 'past'],
    ['Friday week', '2026-11-27'],
    ['a week from Friday', '2026-11-27'],
    ['a week from tomorrow', '2026-11-26'],
    ['two weeks from today', '2026-12-02'],
    ['in two days', '2026-11-20'],
    ['dua hari lagi', '2026-11-20'],
    ['seminggu lagi', '2026-11-25'],
    ['kemarin lusa', 'past'],
    // Weeks begin on Sunday for some.
    ['Sunday next week', ['2026-11-22', '2026-11-29']],
  ])('%s', (text, wanted) => {
    expect(daySaid(text)).toEqual(wanted);
  });

  test('"tanggal 5 bulan depan" is not the 5th that comes first', () => {
    expect(daySaid('tanggal 5 bulan depan', '2026-11-03')).toBe('2026-12-05');
    expect(daySaid('the 5th of next month', '2026-12-03')).toBe('2027-01-05');
    expect(daySaid('tanggal 31 bulan depan', '2026-10-03')).toBe('impossible');
    expect(daySaid('tanggal 3 bulan ini', '2026-11-18')).toBe('past');
  });
});

describe('what has to be asked back', () => {
  test.each([
    ['today or tomorrow', ['2026-11-18', '2026-11-19']],
    ['besok atau lusa jam 7 malam', ['2026-11-19', '2026-11-20']],
    ['Sunday or Saturday', ['2026-11-21', '2026-11-22']],
    ['tomorrow at 7 or Friday at 8', ['2026-11-19', '2026-11-20']],
    ['מחר או מחרתיים', ['2026-11-19', '2026-11-20']],
    ['Friday 28 November', ['2026-11-20', '2026-11-28']],
    ['Senin tanggal 24', ['2026-11-23', '2026-11-24']],
    // The night before Friday to most, Friday night to some; "malam Minggu" is always Saturday night.
    ['jam 8 malam Jumat', ['2026-11-19', '2026-11-20']],
  ])('%s', (text, dates) => {
    expect(daySaid(text)).toEqual(dates);
  });

  test.each([
    ['malam minggu', '2026-11-21'],
    ['jam 8 malam hari Jumat', '2026-11-20'],
    ['Jumat malam', '2026-11-20'],
    ['Friday, November 27', '2026-11-27'],
    ['27 November (Friday)', '2026-11-27'],
    ['Kamis (19/11)', '2026-11-19'],
    ['tomorrow (Thursday)', '2026-11-19'],
    ['free on Friday? or do you have something else', '2026-11-20'],
  ])('%s is one day', (text, date) => {
    expect(daySaid(text)).toBe(date);
  });
});

test.each([
  ['not tomorrow, Friday', '2026-11-20'],
  ['jangan besok, lusa aja', '2026-11-20'],
  ["I can't tomorrow, Friday works", '2026-11-20'],
  ['ga bisa besok, Jumat bisa?', '2026-11-20'],
  ['לא מחר, ביום שישי', '2026-11-20'],
  ['not today', 'none'],
  ['no, tomorrow', '2026-11-19'],
])('%s: the day that is refused is not meant', (text, wanted) => {
  expect(daySaid(text)).toBe(wanted);
});

describe('figures and short words', () => {
  test.each([
    ['12/25/2026', '2026-12-25'],
    ['23-11-2026', '2026-11-23'],
    ['23/11 jam 7 malam', '2026-11-23'],
    ['the 23rd', '2026-11-23'],
    ['Tue 7pm', '2026-11-24'],
    ['court 2 sat 7pm', '2026-11-21'],
    ['on sun', '2026-11-22'],
    ['Minggu jam 9 pagi', '2026-11-22'],
    ['day after tmr', '2026-11-20'],
  ])('%s', (text, date) => {
    expect(daySaid(text)).toBe(date);
  });

  test.each([
    '13/13/2026',
    'RT 13/05',
    'open 24/7',
    '1/2 kg',
    '+62 812-11-12-2026',
    'the 2nd please',
    'I sat for 2 hours',
    'sewa 2 minggu, bisa?',
    'tiap minggu jam 7',
    'tanggal 999',
  ])('%s is no day', (text) => {
    expect(daySaid(text)).toBe('none');
  });
});

test.each([
  ['besok setengah 8 malam', '19:30'],
  ['setengah delapan pagi', '7:30'],
  ['besok malem jam 7', '19:00'],
  ['bsk jm 7 mlm', '19:00'],
  ['jam 8 malam kurang', '20:00'],
  ['jam 8 kurang 15 malam', '19:45'],
  ['jam 7 lewat seperempat malam', '19:15'],
  ['jam 8 lewat 30', ['8:30', '20:30']],
  ['jam 2 dini hari', '2:00'],
  ['quarter past seven in the evening', '19:15'],
  ['quarter to eight', ['7:45', '19:45']],
  ['מחר בשבע וחצי בערב', '19:30'],
  ['ברבע לשמונה בערב', '19:45'],
  ['from 5 to 8 pm', '17:00'],
])('%s', (text, wanted) => {
  expect(timeSaid(text)).toEqual(wanted);
});

test.each(['in 2 hours', '2 jam lagi', 'sejam lagi', 'in an hour', '30 menit lagi'])('%s is no length', (text) => {
  expect(readWhen(text, TODAY).duration).toBeNull();
});

test.each([
  'tomorrow '.repeat(2_000),
  'or '.repeat(5_000),
  `1/${'1'.repeat(8_000)}`,
  'the 1 '.repeat(2_000),
  ' '.repeat(20_000),
])('a long text takes no long time (%#)', (text) => {
  const from = performance.now();
  findDates(text.slice(0, 8_192));
  readWhen(text.slice(0, 8_192), TODAY);
  expect(performance.now() - from).toBeLessThan(1_500);
});
