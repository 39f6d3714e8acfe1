import type { Language } from '#agent/claim-gate/reading/language.ts';
import { HEBREW_CONSTRUCTIONS } from './constructions.ts';
import { HEBREW_HEDGES } from './hedges.ts';
import { HEBREW_WORDS } from './words.ts';

export const HEBREW: Language = {
  script: /\p{Script=Hebrew}/u,
  unwrap: (clause) => clause.replace(HEBREW_HEDGES.politeness, '').replace(/\s+/gu, ' ').trim(),
  vocabulary: HEBREW_WORDS,
  constructions: HEBREW_CONSTRUCTIONS,
  hedges: HEBREW_HEDGES,
  already: /(?<!\p{L})(?:כבר|קודם|מקודם|אתמול|לפני כן|בעבר|בשבוע שעבר|הבוקר)(?!\p{L})/u,
  describing: /\p{L}/u,
  recorded: /רשומה|במערכת|אצלנו/u,
  confirmed: /אושרה|מאושרת|בהכנה|בטיפול/u,
  tensed: /./u,
};
