import type { CatalogueIndex } from '#adapters/models/offline/catalogue/index-catalogue.ts';
import { isConceptWord } from '#adapters/models/offline/catalogue/concepts.ts';
import { VOCABULARY } from '#adapters/models/offline/lexicon/all.ts';
import { correctSpelling } from '#adapters/models/offline/text/spelling.ts';
import { prefixVariants } from '#adapters/models/offline/text/stem.ts';
import { isNumeric } from '#adapters/models/offline/text/tokens.ts';
import type { ReadMessage } from './read-message.ts';

const MOST_WORDS = 3;

/**
 * Words that neither the catalogue nor the lexicons know, where a product is expected ("2 kg of salmon"): what the
 * customer called something the shop does not list, as written; null when there is none.
 */
export function unknownProductIn(message: ReadMessage, index: CatalogueIndex): string | null {
  const loose = message.looseQuantities.at(-1);
  if (message.items.length > 0 && loose === undefined) return null;
  const taken = new Set(
    message.items.flatMap((item) =>
      Array.from({ length: item.mention.end - item.mention.start }, (_, offset) => item.mention.start + offset),
    ),
  );
  const from = message.items.length > 0 && loose !== undefined ? loose.end : 0;
  const foreign = (position: number): boolean =>
    !message.masked.has(position) &&
    !taken.has(position) &&
    isForeign(message.tokens[position]?.text ?? '', index, follows(position, message));
  const at = message.tokens.findIndex((_, position) => position >= from && foreign(position));
  const first = message.tokens[at];
  if (first === undefined) return null;
  let end = at;
  while (end + 1 < at + MOST_WORDS && runsOn(message, end + 1) && foreign(end + 1)) end += 1;
  return message.text.slice(first.start, message.tokens[end]?.end);
}

/** Nothing but a space stands before the word. */
function runsOn({ tokens }: ReadMessage, position: number): boolean {
  return /^\s*$/u.test(tokens[position]?.gap ?? ',');
}

/** Right after an amount a word that looks misspelt ("1 latte", not "late") is more likely a thing. */
function follows(position: number, message: ReadMessage): boolean {
  const before = message.tokens[position - 1]?.text ?? '';
  const start = /^(?:of|a|an|של)$/u.test(before) ? position - 1 : position;
  return message.looseQuantities.some((quantity) => quantity.end === start);
}

function isForeign(word: string, index: CatalogueIndex, afterAmount: boolean): boolean {
  if (word.length < 3 || isNumeric(word) || index.isNameWord(word)) return false;
  // Beside an amount an ingredient is taken for a thing to buy ("2 kg of flour"), elsewhere it describes one.
  if (index.isKnown(word) && (!afterAmount || isConceptWord(word))) return false;
  return (
    !prefixVariants(word).some((variant) => VOCABULARY.has(variant)) &&
    (afterAmount || correctSpelling(word, index.isKnown) === word)
  );
}
