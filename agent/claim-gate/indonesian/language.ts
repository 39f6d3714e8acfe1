import type { Language } from '#agent/claim-gate/reading/language.ts';
import { INDONESIAN_CONSTRUCTIONS } from './constructions.ts';
import { INDONESIAN_HEDGES } from './hedges.ts';
import { INDONESIAN_WORDS } from './words.ts';

export const INDONESIAN: Language = {
  script: /[a-z]/u,
  unwrap: (clause) => clause.replace(INDONESIAN_HEDGES.politeness, '').replace(/\s+/gu, ' ').trim(),
  vocabulary: INDONESIAN_WORDS,
  constructions: INDONESIAN_CONSTRUCTIONS,
  hedges: INDONESIAN_HEDGES,
  already: /\b(?:tadi|sebelumnya|kemarin|minggu lalu|sejak)\b/u,
  describing: /\p{L}/u,
  recorded: /\b(?:tercatat|terdaftar)\b/u,
  confirmed: /\b(?:dikonfirmasi|terkonfirmasi|diproses|disiapkan|dikemas)\b/u,
  tensed: /\b(?:sudah|telah|berhasil|barusan)\b/u,
};
