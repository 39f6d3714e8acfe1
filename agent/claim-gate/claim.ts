/** What a statement says was done. */
export type ClaimKind =
  | 'created'
  | 'updated'
  | 'cancelled'
  | 'booked'
  /** Kept for a while: a hold, which need not be a booking yet. */
  | 'held'
  | 'rescheduled'
  /** Money was asked for: a payment page, a link. */
  | 'requested'
  | 'paid'
  | 'refunded'
  | 'promo'
  | 'lead'
  | 'shipped'
  | 'handoff'
  /** "Done!": something was carried out, whatever it was. */
  | 'anything';

/** What a statement is about, as far as its words tell. */
export type Matter =
  | 'order'
  | 'booking'
  | 'payment'
  | 'link'
  | 'refund'
  | 'promo'
  | 'lead'
  | 'delivery'
  | 'person'
  | 'change';

/** A statement that something happened. */
export interface Claim {
  readonly kind: ClaimKind;
  readonly matter: Matter | undefined;
  /** `act`: "I did it" now, needs a receipt of this turn. `state`: "it is so", may also rest on what is known. */
  readonly voice: 'act' | 'state';
  /** Said to have been so before this turn. */
  readonly already: boolean;
  /** How the statement puts it: as an event, as a thing on record, or as taken on by the shop. */
  readonly standing: 'event' | 'recorded' | 'confirmed';
  /** Order or booking number named in the same clause. */
  readonly orderNumber: number | undefined;
  /** Number named earlier in the sentence, which a statement without a number of its own may be about. */
  readonly numberBefore: number | undefined;
  readonly excerpt: string;
}
