import type { Language } from '#adapters/models/offline/lexicon/types.ts';
import { ENGLISH_LEADS } from './phrases/en.ts';
import { HEBREW_LEADS } from './phrases/he.ts';
import { INDONESIAN_LEADS } from './phrases/id.ts';
import type { LeadPhrases } from './phrases/types.ts';

export const LEAD_PHRASES: Readonly<Record<Language, LeadPhrases>> = {
  en: ENGLISH_LEADS,
  he: HEBREW_LEADS,
  id: INDONESIAN_LEADS,
};
