import type { Language } from '#agent/claim-gate/reading/language.ts';
import { carrySubject } from './carry-subject.ts';
import { ENGLISH_CONSTRUCTIONS } from './constructions.ts';
import { ENGLISH_HEDGES } from './hedges.ts';
import { ENGLISH_WORDS } from './words.ts';

/** "I can confirm that…" states what follows; it must not read as an offer. */
const ASSERTION =
  /\b(?:(?:i(?:'m| am)|we(?:'re| are)) )?(?:happy|glad|pleased|delighted|able) to (?:say|tell|confirm|report|announce|inform|let you know)(?: you)?(?: that)?\b|\b(?:i|we) can (?:now )?(?:confirm|assure you|see|tell you)(?: that)?\b|\bplease (?:note|know|be informed)(?: that)?\b|\blet me confirm(?: that)?\b|\bno (?:problem|worries|need to worry)\b/gu;

export const ENGLISH: Language = {
  script: /[a-z]/u,
  unwrap: (clause, before = '') =>
    carrySubject(
      clause.replace(ENGLISH_HEDGES.politeness, '').replace(ASSERTION, '').replace(/\s+/gu, ' ').trim(),
      before,
    ),
  vocabulary: ENGLISH_WORDS,
  constructions: ENGLISH_CONSTRUCTIONS,
  hedges: ENGLISH_HEDGES,
  already:
    /\b(?:already|earlier|before|yesterday|previously|last (?:week|month|time|night)|this morning|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/u,
  describing: /\b(?<!that )(?:is|are|was|were|comes?|has|have)\b|(?<!\bthat)'(?:s|re)\b/u,
  recorded: /\b(?:in the system|registered|recorded|logged)\b/u,
  confirmed: /\b(?:confirmed|accepted|being (?:prepared|packed)|in the works|under ?way)\b/u,
  tensed: /./u,
};
