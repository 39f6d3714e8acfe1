const HEBREW = /\p{Script=Hebrew}/u;
const INDONESIAN = /\b(?:yang|dan|untuk|kami|anda|kakak|kak|ada|bisa|dengan|tidak|harga|silakan|terima kasih|halo)\b/i;

const NOTES = {
  he: 'תודה! ענינו לך בהודעה פרטית.',
  id: 'Terima kasih! Kami sudah membalas lewat pesan pribadi.',
  en: 'Thank you! We have answered you in a private message.',
} as const;

/** What stands below a comment whose author was answered privately, in the language of that answer. */
export function publicNote(answer: string): string {
  if (HEBREW.test(answer)) return NOTES.he;
  if (INDONESIAN.test(answer)) return NOTES.id;
  return NOTES.en;
}

/** True for words that only we write below comments. */
export function isPublicNote(text: string | undefined): boolean {
  return Object.values<string | undefined>(NOTES).includes(text?.trim());
}
