import { NEGATIONS, STOPWORDS, VOCABULARY } from '#adapters/models/offline/lexicon/all.ts';
import { allowedEdits, editDistance } from '#adapters/models/offline/text/distance.ts';
import { prefixVariants, stem } from '#adapters/models/offline/text/stem.ts';
import { isHebrew, isNumeric } from '#adapters/models/offline/text/tokens.ts';
import type { CatalogueIndex } from './index-catalogue.ts';

const FIRST_LETTER_COUNTS = 7;
/** "flourless" is what has no flour. */
const WITHOUT = /^(?:less|free)$/u;

/** Name words a customer's word may stand for, with how sure that is (0 to 1). */
export function wordMatches(word: string, index: CatalogueIndex): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const note = (name: string, sureness: number): void => {
    found.set(name, Math.max(found.get(name) ?? 0, sureness));
  };
  if (index.byWord.has(word)) note(word, 1);
  if (isNumeric(word) || NEGATIONS.has(word)) return found;
  for (const [depth, variant] of prefixVariants(word).entries()) {
    for (const name of index.byStem.get(stem(variant)) ?? [])
      note(name, name === variant ? 0.98 - depth * 0.01 : 0.94 - depth * 0.01);
  }
  if (found.size > 0 || STOPWORDS.has(word)) return found;
  const strict = prefixVariants(word).some((variant) => VOCABULARY.has(variant));
  if (!strict) for (const [name, sureness] of misspelt(word, index)) note(name, sureness);
  return found;
}

function misspelt(word: string, index: CatalogueIndex): readonly (readonly [string, number])[] {
  const matches: (readonly [string, number])[] = [];
  for (const name of index.byWord.keys()) {
    if (isHebrew(name) !== isHebrew(word) || name.length < 3) continue;
    const sureness = Math.max(...prefixVariants(word).map((variant) => closeness(variant, name)));
    if (sureness > 0) matches.push([name, sureness]);
  }
  const best = Math.max(0, ...matches.map(([, sureness]) => sureness));
  return matches.filter(([, sureness]) => sureness >= best - 0.05);
}

function closeness(word: string, name: string): number {
  const length = Math.min(word.length, name.length);
  if (length >= 3 && undoubled(word) === undoubled(name)) return 0.88;
  if (length < 4) return 0;
  const limit = allowedEdits(length);
  // A slip in the first letter of a short word is rarer than another word ("bake" is no "cake").
  if (length < FIRST_LETTER_COUNTS && word[0] !== name[0] && word[1] !== name[0]) return 0;
  const distance = editDistance(word, name, limit);
  if (distance <= limit) return 0.9 - 0.06 * distance;
  if (length >= 6 && name.length - word.length === 2 && isInside(word, name)) return 0.78;
  const stemmed = editDistance(stem(word), stem(name), limit);
  if (stem(word).length >= 4 && stemmed <= limit && stemmed <= allowedEdits(stem(word).length))
    return 0.84 - 0.06 * stemmed;
  const rest = name.startsWith(word) ? name.slice(word.length) : '';
  const shortened = word.length >= 4 && rest !== '' && !WITHOUT.test(rest) && word.length / name.length >= 0.45;
  return shortened ? 0.72 : 0;
}

/** Letters left out, none wrong: "sourdoh". */
function isInside(word: string, name: string): boolean {
  let at = 0;
  for (const letter of name) if (letter === word[at]) at += 1;
  return at === word.length;
}

/** "bakkery", "בקרר": letters struck twice. */
function undoubled(word: string): string {
  return word.replace(/(\p{L})\1+/gu, '$1');
}
