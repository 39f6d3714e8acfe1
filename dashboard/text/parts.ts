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
  },
  he: {
    clearFilters: 'ניקוי הסינון',
    keep: 'להשאיר',
    copyOf: (what: string) => `העתקת ${what}`,
    sending: 'בשליחה',
    remove: 'הסרה',
    actions: 'פעולות',
    noMatch: 'אין דבר שמתאים לסינון',
  },
  id: {
    clearFilters: 'Hapus filter',
    keep: 'Batalkan',
    copyOf: (what: string) => `Salin ${what}`,
    sending: 'Mengirim',
    remove: 'Hapus',
    actions: 'Tindakan',
    noMatch: 'Tidak ada yang cocok dengan filter ini',
  },
});
