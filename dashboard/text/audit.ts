import { defineText } from './define-text.ts';

/** Who did what. */
export const auditText = defineText({
  en: {
    title: 'Audit log',
    about: 'Every change that people and keys made, the newest first. Nothing here can be changed.',
    empty: 'Nothing has been changed yet',
    when: 'When',
    who: 'Who',
    what: 'What',
    subject: 'On',
    details: 'Details',
    user: 'Person',
    key: 'API key',
    platform: 'Platform',
  },
  he: {
    title: 'יומן פעולות',
    about: 'כל שינוי שעשו אנשים ומפתחות, מהחדש לישן. אי אפשר לשנות כאן דבר.',
    empty: 'עוד לא שונה דבר',
    when: 'מתי',
    who: 'מי',
    what: 'מה',
    subject: 'על',
    details: 'פרטים',
    user: 'אדם',
    key: 'מפתח API',
    platform: 'הפלטפורמה',
  },
  id: {
    title: 'Log audit',
    about: 'Setiap perubahan oleh orang dan kunci, yang terbaru di atas. Tidak ada yang dapat diubah di sini.',
    empty: 'Belum ada yang diubah',
    when: 'Kapan',
    who: 'Siapa',
    what: 'Apa',
    subject: 'Pada',
    details: 'Rincian',
    user: 'Orang',
    key: 'Kunci API',
    platform: 'Platform',
  },
});
