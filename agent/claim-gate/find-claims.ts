import type { Claim } from './claim.ts';
import { clausesOf } from './clauses.ts';
import { HEBREW } from './hebrew/language.ts';
import { INDONESIAN } from './indonesian/language.ts';
import { ENGLISH } from './english/language.ts';
import type { Language } from './reading/language.ts';
import { claimsOf } from './reading/claims-of.ts';
import { plainSpelling } from './spellings.ts';

const LANGUAGES: readonly Language[] = [ENGLISH, HEBREW, INDONESIAN];

/** Statements of effect in folded text, in any of our languages: a draft may mix them. */
export function findClaims(folded: string): Claim[] {
  return clausesOf(plainSpelling(folded)).flatMap((clause) =>
    clause.question ? [] : plainest(LANGUAGES.flatMap((language) => claimsOf(clause, language))),
  );
}

/** One claim of each kind; "something was done" only where nothing tells what. */
function plainest(claims: readonly Claim[]): Claim[] {
  const telling = claims.filter((claim) => claim.kind !== 'anything');
  const told = telling.length > 0 ? telling : claims;
  return told.filter((claim, index) => index === told.findIndex(({ kind }) => kind === claim.kind));
}
