/** One clause of a draft with what its sentence says around it. */
export interface Clause {
  readonly text: string;
  /** The clause ends in a question mark. */
  readonly question: boolean;
  /** Its sentence ends by asking whether all that is right: it reads an order back. */
  readonly readBack: boolean;
  /** The clause before it in the same sentence, '' for the first. */
  readonly before: string;
  /** All of its sentence that comes before it. */
  readonly sentence: string;
}

const SENTENCE_END = /(?<=[!?\n\u2026])|(?<=[.])(?=\s|$)(?<!\b(?:no|nr|num|mr|mrs|dr)\.)/u;
const CLAUSE_END =
  /(?<!\d),|,(?!\d)|[;:|()\u2013\u2014\u2192"]|\p{Extended_Pictographic}+| - |(?:^|\s)[•*]\s|\b(?:but|because|while|tapi|tetapi|namun|karena)\b|(?<!gone ahead |went ahead |went |been )\band\b|\bdan\b|(?<!\p{L})(?:אבל|אך|כי)(?!\p{L})/u;

const READ_BACK =
  /(?<![\p{L}])(?:is (?:that|this|it|all) (?:all )?(?:right|correct|ok|okay)|right|correct|נכון|מדויק|בסדר|benar|bener|betul|sudah benar|cocok)(?: (?:kak|kakak|ya|so far))?\s*\?\s*$/u;

/** Cuts folded text where a statement ends, so that a question or condition covers only its own words. */
export function clausesOf(text: string): Clause[] {
  return text.split(SENTENCE_END).flatMap((sentence) => {
    const asks = /\?\s*$/u.test(sentence);
    const readBack = READ_BACK.test(sentence);
    const parts = sentence
      .split(CLAUSE_END)
      .map(tidy)
      .filter((part) => part !== '');
    return parts.map((part, index) => ({
      text: part,
      readBack,
      question: asks && index === parts.length - 1,
      before: parts[index - 1] ?? '',
      sentence: parts.slice(0, index).join(' ; '),
    }));
  });
}

function tidy(clause: string): string {
  return clause
    .replace(/[^\p{L}\p{N}'#%₪$]+$/u, '')
    .replace(/^[^\p{L}\p{N}#₪$]+/u, '')
    .replace(/\s+/gu, ' ');
}
