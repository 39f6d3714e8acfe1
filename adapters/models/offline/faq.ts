import { STOPWORDS } from './lexicon/all.ts';
import type { Prompt } from './prompt.ts';
import { trigramSimilarity } from './text/distance.ts';
import { remembered } from './text/remembered.ts';
import { prefixVariants, stem, stems } from './text/stem.ts';
import { isNumeric, tokenise } from './text/tokens.ts';

/** Matters that shops are asked about, so that a question meets its answer across languages. Beginnings of words. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  delivery: [
    'deliver',
    'ship',
    'courier',
    'kirim',
    'pengiriman',
    'antar',
    'ongkir',
    'kurir',
    'ekspedisi',
    'sampai',
    'tiba',
    'estimasi',
    'arriv',
    'משלוח',
    'שליח',
    'שולח',
    'מביאים',
  ],
  hours: [
    'hour',
    'open',
    'close',
    'closing',
    'opening',
    'buka',
    'tutup',
    'jam',
    'שעות',
    'פתוח',
    'סגורים',
    'נסגר',
    'סוגר',
    'פתיחה',
  ],
  payment: [
    'pay',
    'card',
    'cash',
    'credit',
    'bit',
    'paypal',
    'bayar',
    'pembayaran',
    'transfer',
    'cod',
    'qris',
    'תשלום',
    'לשלם',
    'משלמ',
    'אשראי',
    'מזומן',
    'ביט',
  ],
  place: [
    'where',
    'located',
    'location',
    'address',
    'store',
    'branch',
    'toko',
    'lokasi',
    'alamat',
    'cabang',
    'dimana',
    'איפה',
    'חנות',
    'סניפ',
    'סניף',
    'נמצא',
  ],
  returns: [
    'return',
    'refund',
    'exchange',
    'guarant',
    'warrant',
    'retur',
    'kembali',
    'tukar',
    'garansi',
    'החזר',
    'החזיר',
    'מחזיר',
    'פגומ',
    'החלפ',
    'זיכוי',
    'אחריות',
  ],
  kosher: ['kosher', 'kashrut', 'halal', 'bpom', 'כשר', 'הכשר', 'כשרות'],
  allergy: ['allerg', 'alergi', 'אלרג'],
  gluten: ['gluten', 'wheat', 'celiac', 'coeliac', 'gandum', 'גלוטן', 'צליאק'],
  nuts: ['nut', 'nuts', 'almond', 'kacang', 'אגוז', 'אגוזים', 'שקדים'],
  storage: [
    'keep',
    'stay',
    'store',
    'fridge',
    'freez',
    'shelf',
    'last',
    'simpan',
    'menyimpan',
    'penyimpanan',
    'tahan',
    'kadaluarsa',
    'expired',
    'kulkas',
    'לשמור',
    'שומר',
    'מקרר',
    'הקפא',
    'תוקפ',
    'תוקף',
    'טרי',
  ],
  minimum: ['minimum', 'minimal', 'מינימום', 'מינימלי'],
  cancellation: ['cancellation', 'policy', 'kebijakan', 'מדיניות'],
  cost: ['cost', 'fee', 'charge', 'free', 'biaya', 'gratis', 'עלות', 'עולה', 'דמי', 'חינם'],
  time: ['long', 'when', 'time', 'fast', 'lama', 'kapan', 'זמן', 'מתי', 'תוך'],
  pickup: ['pickup', 'collect', 'איסופ', 'איסוף', 'לאסופ', 'לאסוף', 'אאסוף', 'ambil', 'jemput'],
  notice: ['lead', 'notice', 'advance', 'ahead', 'מראש', 'sebelumnya'],
  pregnancy: ['pregnan', 'breastfeed', 'hamil', 'menyusui', 'busui', 'bumil', 'הריון', 'מניקה'],
  wholesale: ['wholesale', 'bulk', 'reseller', 'grosir', 'סיטונ'],
  custom: ['custom', 'decorat', 'personali', 'kustom', 'אישית'],
};

/** Topics that only say what about the matter is asked. */
const QUALIFIERS: ReadonlySet<string> = new Set(['#time', '#cost']);

const BESIDE_THE_MATTER = 0.6;

export interface FaqMatch {
  readonly answer: string;
  /** 0 to 1. */
  readonly score: number;
}

/** A text's topics ("#delivery") and content words; each word with the stems it may stand for. */
type Features = ReadonlyMap<string, readonly string[]>;

/** The best answer among FAQ and policies for a question, or null when none is near enough. */
export function findAnswer(question: string, prompt: Prompt): FaqMatch | null {
  const asked = featuresOf(question);
  if (asked.size === 0) return null;
  const entries = entriesOf(prompt);
  let best: FaqMatch | null = null;
  for (const entry of entries.list) {
    const byQuestion = similarity(asked, entry.features, entries.rarity);
    const byAnswer = entry.more.size === 0 ? 0 : 0.7 * similarity(asked, entry.more, entries.rarity);
    const score = entry.weight * Math.max(byQuestion, byAnswer);
    if (best === null || score > best.score) best = { answer: entry.answer, score };
  }
  return best !== null && best.score >= 0.42 ? best : null;
}

/** Whether a question is about a matter of the shop (delivery, guarantee, storage, …) rather than about what it sells. */
export function asksOfShop(question: string): boolean {
  return [...featuresOf(question).keys()].some((feature) => feature.startsWith('#') && !QUALIFIERS.has(feature));
}

const HOUSE: ReadonlySet<string> = new Set(['#storage', '#delivery', '#hours', '#payment', '#returns']);

/** Whether a question is about how the shop works or how goods are kept, whichever product it names. */
export function asksOfHouse(question: string): boolean {
  return [...featuresOf(question).keys()].some((feature) => HOUSE.has(feature));
}

function entriesOf(prompt: Prompt): {
  list: readonly { features: Features; more: Features; answer: string; weight: number }[];
  rarity: (feature: string) => number;
} {
  const list = [
    ...prompt.faq.map((entry) => ({
      features: featuresOf(entry.question),
      more: featuresOf(entry.answer),
      answer: entry.answer,
      weight: 1,
    })),
    ...prompt.policies.map((policy) => ({
      features: featuresOf(policy),
      more: new Map<string, readonly string[]>(),
      answer: policy,
      weight: 0.95,
    })),
  ];
  return { list, rarity: rarityIn(list.map((entry) => entry.features)) };
}

function similarity(asked: Features, own: Features, rarity: (feature: string) => number): number {
  const ownStems = new Set([...own.values()].flat());
  let shared = 0;
  let askedTotal = 0;
  for (const [feature, variants] of asked) {
    askedTotal += rarity(feature);
    shared += rarity(feature) * nearest(variants, ownStems);
  }
  let ownTotal = 0;
  for (const feature of own.keys()) ownTotal += rarity(feature);
  if (askedTotal === 0 || ownTotal === 0) return 0;
  // A question about hours is not answered by what it has in common with one about storage.
  const matters = [...asked.keys()].filter((feature) => feature.startsWith('#') && !QUALIFIERS.has(feature));
  const beside = matters.length > 0 && !matters.some((matter) => own.has(matter)) ? BESIDE_THE_MATTER : 1;
  return beside * (0.75 * (shared / askedTotal) + 0.25 * (shared / Math.min(ownTotal, askedTotal * 2)));
}

function nearest(variants: readonly string[], own: ReadonlySet<string>): number {
  if (variants.some((variant) => own.has(variant))) return 1;
  const [word = ''] = variants;
  if (word.startsWith('#') || word.length < 4) return 0;
  if ([...own].some((other) => other.startsWith(word))) return 0.8;
  if (word.length < 5) return 0;
  let best = 0;
  for (const other of own)
    if (!other.startsWith('#') && other.length >= 4) best = Math.max(best, trigramSimilarity(word, other));
  return best >= 0.5 ? best : 0;
}

function rarityIn(documents: readonly Features[]): (feature: string) => number {
  const counts = new Map<string, number>();
  for (const features of documents)
    for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return (feature) =>
    (QUALIFIERS.has(feature) ? 0.5 : feature.startsWith('#') ? 1.6 : 1) *
    Math.log(1 + (documents.length + 1) / ((counts.get(feature) ?? 0) + 1));
}

/** "within 24 hours" is not about opening hours. */
function isDuration(word: string, before: string | undefined): boolean {
  return before !== undefined && isNumeric(before) && /^(?:hours?|jam|שעות|hari|days?|ימים)$/u.test(word);
}

const featuresOf: (text: string) => Features = remembered(500, readFeatures);

function readFeatures(text: string): Features {
  const features = new Map<string, readonly string[]>();
  const tokens = tokenise(text);
  for (const [position, { text: word }] of tokens.entries()) {
    if (isDuration(word, tokens[position - 1]?.text)) continue;
    const variants = [...new Set(stems(word))];
    const topics = Object.entries(TOPICS).filter(([, starts]) =>
      starts.some((start) =>
        [word, ...variants].some((variant) => (start.length <= 3 ? variant === start : variant.startsWith(start))),
      ),
    );
    for (const [topic] of topics) features.set(`#${topic}`, [`#${topic}`]);
    if (topics.length === 0 && !prefixVariants(word).some((variant) => STOPWORDS.has(variant)) && word.length >= 3)
      features.set(stem(word), variants);
  }
  return features;
}
