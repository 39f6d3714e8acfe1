/** English words that a claim hangs on, in which slips are put right. */
const ENGLISH_KEYWORDS: readonly string[] =
  'order ordered placed cancelled canceled cancel confirmed received updated changed refunded refund dispatched scheduled reserved delivered shipped booked payment submitted removed replaced processed completed successfully cancellation appointment forwarded transferred notified'.split(
    ' ',
  );

/** Chat spellings of words that the rules of the gate read. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ive: "i've",
  weve: "we've",
  youve: "you've",
  youre: "you're",
  thats: "that's",
  im: "i'm",
  dont: "don't",
  cant: "can't",
  wont: "won't",
  isnt: "isn't",
  wasnt: "wasn't",
  hasnt: "hasn't",
  havent: "haven't",
  couldnt: "couldn't",
  didnt: "didn't",
  doesnt: "doesn't",
  arent: "aren't",
  u: 'you',
  ur: 'your',
  ure: "you're",
  udah: 'sudah',
  udh: 'sudah',
  uda: 'sudah',
  sdh: 'sudah',
  dah: 'sudah',
  tlh: 'telah',
  sy: 'saya',
  gue: 'saya',
  gw: 'saya',
  ane: 'saya',
  aq: 'aku',
  blm: 'belum',
  belom: 'belum',
  tdk: 'tidak',
  gk: 'tidak',
  ga: 'tidak',
  gak: 'tidak',
  nggak: 'tidak',
  ngga: 'tidak',
  enggak: 'tidak',
  engga: 'tidak',
  tak: 'tidak',
  dgn: 'dengan',
  jg: 'juga',
  yg: 'yang',
  kalo: 'kalau',
  klo: 'kalau',
  kl: 'kalau',
  psn: 'pesan',
  psnan: 'pesanan',
  dibatalin: 'dibatalkan',
  aja: 'saja',
};
const KEYWORDS = new Set(ENGLISH_KEYWORDS);
const SHORTEST = 5;

/** Folded text with chat spellings and slips of the pen in the gate's own words put right. */
export function plainSpelling(folded: string): string {
  return folded
    .replace(
      /\bits(?= (?:been|all|now|already|done|cancell?ed|placed|confirmed|sorted|booked|in the system)\b)/gu,
      "it's",
    )
    .replace(/(?<![\p{L}'])[a-z]+(?![\p{L}'])/gu, (word) => SPELLINGS[word] ?? unslipped(word));
}

/** Only slips that seldom make another word: an inner letter left out, one doubled, or swapped with its neighbour. */
function unslipped(word: string): string {
  if (word.length < SHORTEST || KEYWORDS.has(word)) return word;
  return (
    ENGLISH_KEYWORDS.find(
      (keyword) => keyword.length > SHORTEST && keyword[0] === word[0] && isSlipOf(word, keyword),
    ) ?? word
  );
}

function isSlipOf(word: string, keyword: string): boolean {
  const same = [...word].findIndex((letter, index) => letter !== keyword[index]);
  const at = same === -1 ? word.length : same;
  if (word.length === keyword.length - 1) return at < word.length && word.slice(at) === keyword.slice(at + 1);
  if (word.length === keyword.length + 1) return word[at] === word[at - 1] && word.slice(at + 1) === keyword.slice(at);
  if (word.length !== keyword.length) return false;
  return word[at] === keyword[at + 1] && word[at + 1] === keyword[at] && word.slice(at + 2) === keyword.slice(at + 2);
}
