import { NEGATIONS } from '#adapters/models/offline/lexicon/all.ts';
import { prefixVariants } from '#adapters/models/offline/text/stem.ts';
import { remembered } from '#adapters/models/offline/text/remembered.ts';
import { tokenise } from '#adapters/models/offline/text/tokens.ts';

/** Qualities that customers ask for in any of the three languages. Words are beginnings of words. */
const CONCEPTS: Readonly<Record<string, readonly string[]>> = {
  spicy: ['spicy', 'hot', 'chili', 'chilli', 'pedas', 'חריפ', 'חריף', 'פיקנט'],
  mild: ['mild', 'gentle', 'soft', 'lembut', 'ringan', 'עדין', 'עדינ', 'מתון'],
  kids: [
    'kid',
    'child',
    'toddler',
    'baby',
    'babies',
    'anak',
    'bayi',
    'ילד',
    'תינוק',
    'פעוט',
    'משפח',
    'family',
    'keluarga',
  ],
  sweet: ['sweet', 'manis', 'מתוק', 'מתוקה', 'dessert'],
  sour: ['sour', 'asam', 'חמוצ', 'חמוץ'],
  salty: ['salty', 'asin', 'מלוח'],
  vegan: ['vegan', 'nabati', 'טבעונ'],
  vegetarian: ['vegetarian', 'צמחונ'],
  gluten: ['gluten', 'wheat', 'gandum', 'גלוטן', 'celiac', 'coeliac', 'צליאק'],
  dairy: ['dairy', 'lactose', 'laktosa', 'susu', 'milk', 'לקטוז', 'חלב'],
  nuts: ['nut', 'nuts', 'almond', 'walnut', 'peanut', 'hazelnut', 'kacang', 'אגוז', 'בוטנ', 'שקד'],
  egg: ['egg', 'eggs', 'telur', 'ביצ'],
  fragrance: ['fragrance', 'perfume', 'parfum', 'pewangi', 'בישום', 'בושם'],
  alcohol: ['alcohol', 'alkohol', 'אלכוהול'],
  sugar: ['sugar', 'gula', 'סוכר'],
  acne: ['acne', 'pimple', 'breakout', 'jerawat', 'acné', 'אקנה', 'פצעונ', 'חצ׳קונ'],
  oily: ['oily', 'berminyak', 'minyak', 'שמנ'],
  dry: ['dry', 'dehydrat', 'kering', 'יבש'],
  sensitive: ['sensitive', 'sensitif', 'רגיש'],
  bright: ['bright', 'glow', 'dull', 'cerah', 'kusam', 'mencerah', 'בהיר', 'זוהר'],
  aging: ['aging', 'ageing', 'wrinkle', 'kerut', 'penuaan', 'קמט'],
  sun: ['sunscreen', 'spf', 'sunblock', 'tabir', 'surya', 'מסנן', 'קרינה'],
  moist: ['moistur', 'hydrat', 'lembab', 'melembab', 'pelembab', 'לחות'],
  grill: ['grill', 'bbq', 'barbecue', 'mangal', 'bakar', 'panggang', 'מנגל', 'גריל', 'על האש'],
  breakfast: ['breakfast', 'sarapan', 'בוקר'],
  gift: ['gift', 'present', 'kado', 'hadiah', 'מתנה'],
  birthday: ['birthday', 'ulang', 'ultah', 'הולדת'],
  sandwich: ['sandwich', 'סנדוויצ', 'כריכ', 'toast'],
  lean: ['lean', 'lowfat', 'רזה', 'דל'],
  chocolate: ['chocolate', 'choco', 'cocoa', 'coklat', 'cokelat', 'שוקולד', 'קקאו'],
};

/** Substances: "without nuts" is only ever answered from a product that says it is free of them. */
const SUBSTANCES: ReadonlySet<string> = new Set(['gluten', 'dairy', 'nuts', 'egg', 'fragrance', 'alcohol', 'sugar']);
const FREE_AFTER: ReadonlySet<string> = new Set(['free', 'חופשי']);
const OPPOSITES: Readonly<Record<string, string>> = { spicy: 'mild', mild: 'spicy' };
const NEGATION_REACH = 3;

export interface Wishes {
  readonly wanted: ReadonlySet<string>;
  readonly unwanted: ReadonlySet<string>;
}

/** The qualities a text speaks of, and those it denies ("not spicy", "gluten free", "tanpa pewangi"). */
export const conceptsOf: (text: string) => Wishes = remembered(1_000, readConcepts);

function readConcepts(text: string): Wishes {
  const words = tokenise(text).map((token) => token.text);
  const wanted = new Set<string>();
  const unwanted = new Set<string>();
  for (const [position, word] of words.entries()) {
    for (const concept of conceptsOfWord(word)) {
      if (isDenied(words, position)) unwanted.add(concept);
      else wanted.add(concept);
    }
  }
  for (const concept of unwanted) wanted.delete(concept);
  return { wanted, unwanted };
}

/** True for a word that names a quality rather than a product. */
export function isConceptWord(word: string): boolean {
  return conceptsOfWord(word).length > 0;
}

export function isSubstance(concept: string): boolean {
  return SUBSTANCES.has(concept);
}

export function oppositeOf(concept: string): string | undefined {
  return OPPOSITES[concept];
}

const conceptsOfWord: (word: string) => readonly string[] = remembered(5_000, readWord);

function readWord(word: string): readonly string[] {
  const variants = prefixVariants(word);
  return Object.entries(CONCEPTS).flatMap(([concept, stems]) =>
    stems.some((start) => matchesStart(variants, start)) ? [concept] : [],
  );
}

function matchesStart(variants: readonly string[], start: string): boolean {
  return variants.some((variant) =>
    start.length <= 3
      ? variant === start || variant === `${start}s` || (/[א-ת]/u.test(start) && variant.startsWith(start))
      : variant.startsWith(start),
  );
}

/** "I'm allergic to nuts", "coeliac": said of what must not be in it. */
const INTOLERANT = /^(?:allerg\p{L}*|intoleran\p{L}*|alergi\p{L}*|ה?אלרג\p{L}*|רגיש\p{L}*)$/u;
const SUFFERER = /^(?:c(?:o)?eliac\p{L}*|ה?צליאק\p{L}*)$/u;
const ALLERGY_REACH = 3;

function isDenied(words: readonly string[], position: number): boolean {
  const word = words[position] ?? '';
  const around = words.slice(Math.max(0, position - ALLERGY_REACH), position + 2);
  if (SUFFERER.test(word)) return true;
  if (conceptsOfWord(word).some((concept) => SUBSTANCES.has(concept)) && around.some((near) => INTOLERANT.test(near)))
    return true;
  const before = words.slice(Math.max(0, position - NEGATION_REACH), position);
  const lastBut = before.findLastIndex((word) => ['but', 'אבל', 'tapi', 'yang'].includes(word));
  const reach = before.slice(lastBut + 1);
  return (
    reach.some((word) => NEGATIONS.has(word) && word !== 'free') ||
    FREE_AFTER.has(words[position + 1] ?? '') ||
    reach.at(-1) === 'bebas'
  );
}
