/** Words that carry a sentence and no meaning of their own, in the three languages; a look-up does better without them. */
const CARRIERS = new Set(
  [
    'a an and any are at can could do does for from give have has hello hi how i in is it like looking me my need of on or',
    'please show some something that the there these this to want was we what which with would you your yours',
    'ada adakah aku apa apakah atau bisa boleh buat cari dan dari dengan di gak ga halo ini itu kak kakak ke lagi mau',
    'minta mohon nggak punya saya sama tolong untuk utk yang yg dong ya nya ingin jual kalian kamu kami',
    'אני אתם אפשר או את אז גם היי הם הוא היא ולא זה זאת יש לי לכם לנו מה מישהו משהו על עם רוצה של שלום תודה',
    'תנו תן אנחנו צריך צריכה מחפש מחפשת כמה בבקשה האם איזה אילו',
  ].flatMap((line) => line.split(' ')),
);
const MARKS = /\p{M}+/gu;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}'"`´\u2018\u2019\u201B-\u201F\u02BC\u05F3\u05F4]/gu;
const NO_WORD = /[^\p{L}\p{N}]+/u;

/**
 * The words of a text in the one spelling in which texts are compared: compatibility forms and accents dropped, lower
 * case, quotes and points gone. SQL's `search_text` does the same.
 */
export function plainWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(UNSEEN, '')
    .toLowerCase()
    .split(NO_WORD)
    .filter((word) => word !== '');
}

/** The words of a question that say what is looked for; all of them when none does. */
export function queryWords(text: string, most = 12): string[] {
  const words = plainWords(text);
  const telling = words.filter((word) => !CARRIERS.has(word));
  return [...new Set(telling.length > 0 ? telling : words)].slice(0, most);
}

/** True for a word that carries a sentence and no meaning of its own. */
export function isCarrier(word: string): boolean {
  return CARRIERS.has(word);
}
