/** What the offline model says of payments, in one language. `what` is "order #1001" in its words, amounts are printed. */
export interface PaymentPhrases {
  order(number: number): string;
  booking(number: number): string;
  /** With the address on a line of its own, so that phones make it a link. */
  link(what: string, amount: string, url: string): string;
  /** Said once after an order is placed, where online payment is possible. */
  canPay(): string;
  alreadyPaid(): string;
  notPayable(): string;
  tooSmall(): string;
  off(): string;
  failed(): string;
  isPaid(what: string, amount: string): string;
  isOpen(what: string, amount: string, url: string): string;
  isOnItsWay(): string;
  hasEnded(what: string): string;
  isRefunded(what: string): string;
  none(): string;
  received(what: string, amount: string): string;
  confirmed(what: string): string;
  short(left: string): string;
  undeliverable(what: string): string;
  refunded(what: string, amount: string): string;
  cancelled(what: string): string;
  didNotGoThrough(what: string, amount: string): string;
  expired(what: string): string;
  slotFree(): string;
  newLink(): string;
  reminder(what: string, amount: string, url: string): string;
}
