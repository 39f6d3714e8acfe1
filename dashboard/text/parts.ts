import { defineText } from './define-text.ts';

/** Words of parts that many pages are made of. */
export const partsText = defineText({
  en: {
    clearFilters: 'Clear filters',
    keep: 'Keep',
    copyOf: (what: string) => `Copy ${what}`,
    sending: 'Sending',
    remove: 'Remove',
    actions: 'Actions',
    noMatch: 'Nothing fits these filters',
    changedElsewhere: 'Somebody changed this meanwhile. Close it, open it again and repeat your change.',
  },
  he: {
    clearFilters: 'ניקוי הסינון',
    keep: 'להשאיר',
    copyOf: (what: string) => `העתקת ${what}`,
    sending: 'בשליחה',
    remove: 'הסרה',
    actions: 'פעולות',
    noMatch: 'אין דבר שמתאים לסינון',
    changedElsewhere: 'מישהו שינה זאת בינתיים. סגרו, פתחו שוב וחזרו על השינוי.',
  },
  id: {
    clearFilters: 'Hapus filter',
    keep: 'Batalkan',
    copyOf: (what: string) => `Salin ${what}`,
    sending: 'Mengirim',
    remove: 'Hapus',
    actions: 'Tindakan',
    noMatch: 'Tidak ada yang cocok dengan filter ini',
    changedElsewhere: 'Seseorang mengubahnya sementara itu. Tutup, buka lagi, lalu ulangi perubahan Anda.',
  },
});
