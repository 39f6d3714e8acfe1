import { wishOf } from './wish.ts';

test.each([
  ...[
    'STOP',
    'Stop.',
    'stop!!!',
    ' s t o p ',
    'STOPALL',
    'please stop',
    'Stop please',
    'UNSUBSCRIBE',
    'opt-out',
    'Opt out',
  ],
  ...[
    'Stop messaging me',
    'stop texting me please',
    "don't message me again",
    'Do not contact me anymore',
    'leave me alone',
  ],
  ...['stop sending me messages', 'take me off your list', 'Remove me from your mailing list', 'I want to unsubscribe'],
  ...[
    "I don't want to receive any more messages",
    'I do not want your messages',
    'no more messages',
    '🛑 STOP 🛑',
    'ＳＴＯＰ',
  ],
  ...[
    'הסר',
    'הסרה',
    'הסירו אותי',
    'הסר אותי בבקשה',
    'עצור',
    'תפסיקו',
    'תפסיקו לשלוח לי הודעות',
    'אל תשלחו לי יותר הודעות',
  ],
  ...[
    'לא מעוניינת לקבל הודעות',
    'תורידו אותי מהרשימה',
    'סטופ',
    'אני לא רוצה לקבל יותר הודעות',
    'די לשלוח לי הודעות',
    'הָסֵר',
  ],
  ...[
    'berhenti',
    'BERHENTI',
    'tolong berhenti',
    'stop kirim pesan',
    'jangan kirim pesan lagi',
    'jangan hubungi saya lagi',
  ],
  ...[
    'berhenti berlangganan',
    'hapus saya dari daftar',
    'saya tidak mau menerima pesan lagi',
    'UNREG',
    'stop dong kak',
    '/stop',
  ],
])('%j: no more messages', (text) => {
  expect(wishOf(text)).toBe('out');
});

test.each([
  ...['START', 'start', 'Unstop', 'subscribe', '/start', '/start flyer', '/start@shop_bot', 'opt in', 'please start'],
  ...['התחל', 'הצטרף', 'mulai', 'mulai lagi', 'berlangganan'],
])('%j: messages again', (text) => {
  expect(wishOf(text)).toBe('in');
});

test.each([
  ...[
    '',
    '   ',
    '…',
    '🛑',
    'stop by tomorrow?',
    'can I stop by the shop',
    "don't stop",
    'when do you stop taking orders?',
  ],
  ...[
    'cancel',
    'cancel my order',
    'please cancel',
    'the end',
    'end of the month',
    'stop the order',
    'can you start at 5?',
  ],
  ...[
    'I want to stop using sugar',
    'is there a bus stop near you',
    'non-stop',
    "don't send it today",
    'do not send the cake yet',
  ],
  ...[
    'ביטול',
    'תבטל לי את ההזמנה',
    'אל תשלחו היום',
    'אל תשלחו את ההזמנה',
    'די טעים',
    'עצור ליד הבית',
    'לא רוצה יותר בצל',
  ],
  ...[
    'batal',
    'batalkan pesanan saya',
    'jangan kirim hari ini',
    'jangan pakai gula',
    'berhenti di depan toko',
    'saya mau pesan lagi',
  ],
  ...['start with two kilos', 'mulai jam berapa?', 'x'.repeat(500), `stop ${'!'.repeat(200)}`],
])('%j is talk', (text) => {
  expect(wishOf(text)).toBeUndefined();
});
