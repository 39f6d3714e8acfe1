const HEBREW = /\p{Script=Hebrew}/u;
const INDONESIAN = /\b(?:yang|dan|untuk|kami|anda|kakak|kak|ada|bisa|dengan|tidak|harga|silakan|terima kasih|halo)\b/i;

/** What stands below a comment whose author was answered privately, in the language of that answer. */
export function publicNote(answer: string): string {
  if (HEBREW.test(answer)) return 'תודה! ענינו לך בהודעה פרטית.';
  if (INDONESIAN.test(answer)) return 'Terima kasih! Kami sudah membalas lewat pesan pribadi.';
  return 'Thank you! We have answered you in a private message.';
}
