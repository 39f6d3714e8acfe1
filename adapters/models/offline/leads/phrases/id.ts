import type { LeadPhrases } from './types.ts';

export const INDONESIAN_LEADS: LeadPhrases = {
  askName: () => 'Dengan senang hati! Boleh tahu nama Kakak?',
  askReach: (name) => `Salam kenal, Kak ${name}! Boleh minta email atau nomor WhatsApp yang bisa kami hubungi?`,
  askConsent: (reach) => `Boleh kami simpan ${reach} dan menghubungi Kakak di sana?`,
  kept: (name) => `Terima kasih, Kak ${name}! Data Kakak sudah saya catat, dan tim kami bisa menghubungi Kakak.`,
  notKept: () => 'Baik Kak, tidak ada data yang saya simpan. Kalau perlu apa-apa, saya di sini.',
  badEmail: () => 'Sepertinya itu bukan alamat email. Boleh ditulis lagi?',
  badPhone: () => 'Sepertinya itu bukan nomor telepon. Boleh ditulis lagi, dengan kode negara?',
};
