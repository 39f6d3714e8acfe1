/** Follow-ups of one language. `first` is the first after the customer's last message, a later one takes leave. */
export interface FollowUpPhrases {
  /** The talk had hardly begun. */
  first(name: string | null): string;
  /** One product was talked about last. */
  firstOn(product: string, name: string | null): string;
  /** What they wanted was nearly settled. */
  firstToClose(name: string | null): string;
  later(name: string | null): string;
  /** Long after a goodbye. */
  again(shop: string, name: string | null): string;
}
