import type { Language } from '#adapters/models/offline/lexicon/types.ts';
import { ENGLISH_FOLLOW_UPS } from './phrases/en.ts';
import { HEBREW_FOLLOW_UPS } from './phrases/he.ts';
import { INDONESIAN_FOLLOW_UPS } from './phrases/id.ts';
import type { FollowUpPhrases } from './phrases/types.ts';

export const FOLLOW_UP_PHRASES: Readonly<Record<Language, FollowUpPhrases>> = {
  en: ENGLISH_FOLLOW_UPS,
  he: HEBREW_FOLLOW_UPS,
  id: INDONESIAN_FOLLOW_UPS,
};
