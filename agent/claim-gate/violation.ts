/** Words of a draft that no receipt or fact bears out. */
export interface Violation {
  readonly kind: 'effect' | 'order_number' | 'amount' | 'url';
  /** The clause or figure, as folded by the gate. */
  readonly excerpt: string;
  /** English sentence for the redraft. */
  readonly reason: string;
}
