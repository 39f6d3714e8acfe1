import type { ClaimKind } from '#agent/claim-gate/claim.ts';
import type { Vocabulary, Word } from './words.ts';

/** A way to say that something is done: an expression over the letters of a clause's words. */
export interface Construction {
  readonly voice: 'act' | 'state';
  /** The group `verb` is where the statement is made: what stands before it may hedge it. */
  readonly tags: RegExp;
  /** Deed of the construction itself, where its words name none. */
  readonly deed?: ClaimKind;
  /** It has no subject of its own: after a clause that only describes it goes on describing. */
  readonly elliptic?: boolean;
  /** A further condition on the words that it covers. */
  readonly where?: (words: readonly Word[], verb: Word) => boolean;
}

/** What takes the claim out of a clause. All are expressions over its folded text. */
export interface Hedges {
  /** The clause asks, offers, promises or wishes instead of stating. */
  readonly notYet: RegExp;
  /** Just before the verb it turns it round ("not cancelled"). Tested at the end of the words before it. */
  readonly negation: RegExp;
  /** Opens a condition that holds for its clause and the next. */
  readonly condition: RegExp;
  /** A request whose fulfilment the next clause depends on ("say yes and it is done"). */
  readonly bidding: RegExp;
  /** A condition of politeness ("let me know if…"), which conditions nothing. */
  readonly politeness: RegExp;
  /** Repeats what the customer said or was told; the shop does not say so itself. */
  readonly reported: RegExp;
  /** The same at the end of a clause, for the next one. */
  readonly reporting: RegExp;
  /** Says that the shop does not know: whatever follows in the clause is not claimed. */
  readonly unknown: RegExp;
  /** Time to come, which a verb without tense is then of. */
  readonly later?: RegExp;
  /** Tells how the clause before it is to be done ("delivered to 5 Elm Street"). */
  readonly manner?: RegExp;
  /** The whole clause is a rule about orders at large, not about this one. */
  readonly generic: RegExp;
  /** The clause tells of the shop's prices, hours or wares, not of the customer's matters. */
  readonly affairs: RegExp;
}

/** One language of the claim gate. */
export interface Language {
  /** A letter of its script: a clause without one has no claim in this language. */
  readonly script: RegExp;
  /** The clause without wordings that only wrap a statement ("I can confirm that …"), with a subject left out put in. */
  readonly unwrap: (clause: string, before?: string) => string;
  readonly vocabulary: Vocabulary;
  readonly constructions: readonly Construction[];
  readonly hedges: Hedges;
  /** Makes an act one of the past ("already", "earlier"). */
  readonly already: RegExp;
  /** A clause of this kind makes a statement, which the next clause may go on with. */
  readonly describing: RegExp;
  /** Names how an order stands ("in the system") instead of that it was made. */
  readonly recorded: RegExp;
  /** The matter was taken on by the shop, which only its status can bear out. */
  readonly confirmed: RegExp;
  /** The words of a match that make its verb a deed of the past beside a condition; others are tenseless. */
  readonly tensed: RegExp;
}
