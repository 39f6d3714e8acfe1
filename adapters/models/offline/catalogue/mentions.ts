import { NEGATIONS, NUMBERS, STOPWORDS, UNITS, VOCABULARY } from '#adapters/models/offline/lexicon/all.ts';
import type { PromptProduct } from '#adapters/models/offline/prompt.ts';
import { prefixVariants, stem } from '#adapters/models/offline/text/stem.ts';
import { isNumeric, type Token } from '#adapters/models/offline/text/tokens.ts';
import type { CatalogueIndex, NameForm } from './index-catalogue.ts';
import { wordMatches } from './word-matches.ts';

/** A place in a message that names a product, or several it could mean. */
export interface Mention {
  /** Token positions, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** One when clear; several when the words fit them alike. Best first. */
  readonly products: readonly PromptProduct[];
  /** How much of the product's name was said, 0 to 1. */
  readonly score: number;
  /** True when a word beside it may make it something else ("chicken sausage" where only beef sausage is sold). */
  readonly doubtful: boolean;
}

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly form: NameForm;
  readonly score: number;
  readonly matched: number;
  /** Every word of the name was said, but for units and numbers. */
  readonly complete: boolean;
}

const CLEAR = 0.8;
const WEAKEST = 0.24;

/** Products named in the tokens, in their order; `masked` positions (addresses, amounts, dates) are not read. */
export function findMentions(
  tokens: readonly Token[],
  masked: ReadonlySet<number>,
  index: CatalogueIndex,
): readonly Mention[] {
  const matches = tokens.map((token, position) =>
    masked.has(position) ? new Map<string, number>() : wordMatches(token.text, index),
  );
  const glued = joinSplitWords(tokens, masked, matches, index);
  const candidates = tokens.flatMap((_, start) => candidatesFrom(start, tokens, masked, matches, index));
  candidates.sort((a, b) => rank(b) - rank(a));
  const mentions: Mention[] = [];
  for (const candidate of candidates) {
    if (mentions.some((mention) => candidate.start < mention.end && mention.start < candidate.end)) continue;
    const mention = toMention(candidate, candidates, tokens, masked, index);
    mentions.push(glued.has(mention.end) ? { ...mention, end: mention.end + 1 } : mention);
  }
  return mentions.filter((mention) => !negated(mention, tokens)).sort((a, b) => a.start - b.start);
}

function rank(candidate: Candidate): number {
  return candidate.score * (1 + 0.15 * candidate.matched);
}

type Matches = ReadonlyMap<string, number>;

/** "sour dough" for "sourdough": the first half takes the whole match; returns the positions of second halves. */
function joinSplitWords(
  tokens: readonly Token[],
  masked: ReadonlySet<number>,
  matches: Matches[],
  index: CatalogueIndex,
): ReadonlySet<number> {
  const glued = new Set<number>();
  for (let position = 0; position + 1 < tokens.length; position += 1) {
    if (masked.has(position) || masked.has(position + 1) || glued.has(position)) continue;
    const joined = `${tokens[position]?.text ?? ''}${tokens[position + 1]?.text ?? ''}`;
    const apart = index.byWord.has(tokens[position]?.text ?? '') && index.byWord.has(tokens[position + 1]?.text ?? '');
    if (joined.length < 6 || apart || !index.byWord.has(joined)) continue;
    matches[position] = new Map([[joined, 0.97]]);
    matches[position + 1] = new Map();
    glued.add(position + 1);
  }
  return glued;
}

function candidatesFrom(
  start: number,
  tokens: readonly Token[],
  masked: ReadonlySet<number>,
  matches: readonly Matches[],
  index: CatalogueIndex,
): readonly Candidate[] {
  const forms = new Set<number>();
  for (const word of matches[start]?.keys() ?? [])
    for (const place of index.byWord.get(word) ?? []) forms.add(place.form);
  const candidates: Candidate[] = [];
  for (const number of forms) {
    const form = index.forms[number];
    if (form === undefined) continue;
    let best: Candidate | null = null;
    for (let end = start + 1; end <= Math.min(tokens.length, start + form.words.length + 2); end += 1) {
      if (masked.has(end - 1) || (end > start + 1 && breaks(tokens[end - 1]))) break;
      const candidate = scoreWindow(start, end, form, tokens, matches);
      if (candidate !== null && (best === null || rank(candidate) > rank(best))) best = candidate;
    }
    if (best !== null && best.score >= WEAKEST) candidates.push(best);
  }
  return candidates;
}

function breaks(token: Token | undefined): boolean {
  return /[,;.!?+\n]/u.test(token?.gap ?? '');
}

function scoreWindow(
  start: number,
  end: number,
  form: NameForm,
  tokens: readonly Token[],
  matches: readonly Matches[],
): Candidate | null {
  const used = new Set<number>();
  let gained = 0;
  let content = false;
  for (let position = start; position < end; position += 1) {
    const match = bestPosition(form, matches[position] ?? new Map(), used);
    const last = position === end - 1 || position === start;
    if (match === null) {
      if (last) return null;
      gained -= STOPWORDS.has(tokens[position]?.text ?? '') ? 0.02 : 0.15 * form.total;
      continue;
    }
    used.add(match.position);
    gained += match.sureness * (form.weights[match.position] ?? 0);
    content ||= !STOPWORDS.has(form.words[match.position] ?? '');
  }
  if (!content && used.size < form.words.length) return null;
  const complete = form.words.every((word, position) => used.has(position) || UNITS.has(word) || NUMBERS.has(word));
  return { start, end, form, score: gained / form.total, matched: used.size, complete };
}

function bestPosition(
  form: NameForm,
  matches: Matches,
  used: ReadonlySet<number>,
): { position: number; sureness: number } | null {
  let best: { position: number; sureness: number } | null = null;
  for (const [position, word] of form.words.entries()) {
    const sureness = matches.get(word);
    if (sureness === undefined || used.has(position)) continue;
    if (best === null || sureness > best.sureness) best = { position, sureness };
  }
  return best;
}

function toMention(
  best: Candidate,
  all: readonly Candidate[],
  tokens: readonly Token[],
  masked: ReadonlySet<number>,
  index: CatalogueIndex,
): Mention {
  const products = new Map<PromptProduct, number>();
  // "cake" where many cakes are sold means none of them more than the others.
  const kind = !best.complete && sharedWords(best, tokens, index);
  const tolerance = kind ? 1 : best.score >= CLEAR ? 0.03 : 0.25;
  for (const candidate of all) {
    const overlaps = candidate.start < best.end && best.start < candidate.end;
    if (!overlaps || candidate.matched < best.matched || candidate.score < best.score - tolerance) continue;
    products.set(candidate.form.product, Math.max(products.get(candidate.form.product) ?? 0, candidate.score));
  }
  const sorted = [...products].sort((a, b) => b[1] - a[1]).map(([product]) => product);
  const doubtful =
    best.score < 0.85 &&
    [best.start - 1, best.end].some((position) => isForeign(position, best, tokens, masked, index));
  return { start: best.start, end: best.end, products: sorted, score: best.score, doubtful };
}

/** Only words were said that the names of several products have. */
function sharedWords(best: Candidate, tokens: readonly Token[], index: CatalogueIndex): boolean {
  const said = tokens.slice(best.start, best.end).filter((token) => !STOPWORDS.has(token.text));
  return said.every((token) => productsWith(token.text, index) > 1);
}

function productsWith(word: string, index: CatalogueIndex): number {
  const names = prefixVariants(word).flatMap((variant) => index.byStem.get(stem(variant)) ?? []);
  const places = names.flatMap((name) => index.byWord.get(name) ?? []);
  return new Set(places.map((place) => index.forms[place.form]?.product)).size;
}

/** A neighbouring word that neither the lexicons nor the catalogue know: it may name another kind. */
function isForeign(
  position: number,
  best: Candidate,
  tokens: readonly Token[],
  masked: ReadonlySet<number>,
  index: CatalogueIndex,
): boolean {
  const token = tokens[position];
  if (token === undefined || masked.has(position) || isNumeric(token.text) || token.text.length < 3) return false;
  if (/\d/u.test(token.text)) return false;
  if (breaks(position < best.start ? tokens[best.start] : token)) return false;
  return !prefixVariants(token.text).some((variant) => VOCABULARY.has(variant)) && !index.isKnown(token.text);
}

/** "not spicy", "does not eat spicy": a wish, not a product. */
function negated(mention: Mention, tokens: readonly Token[]): boolean {
  if (mention.score >= CLEAR) return false;
  const near = [mention.start - 1, mention.start - 2];
  return near.some((position) => {
    const between = tokens.slice(position + 1, mention.start + 1);
    return NEGATIONS.has(tokens[position]?.text ?? '') && !between.some(breaks);
  });
}
