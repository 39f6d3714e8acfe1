import type { PaymentPhrases } from './types.ts';

export const ENGLISH_PAYMENTS: PaymentPhrases = {
  order: (number) => `order #${number}`,
  booking: (number) => `booking #${number}`,
  link: (what, amount, url) => `Here is the link to pay ${amount} for ${what}:\n${url}`,
  canPay: () => 'To pay online, just write "pay" and I will send you a link.',
  alreadyPaid: () => 'Nothing is left to pay for that.',
  notPayable: () => 'There is nothing to pay for that any more. Would you like to start again?',
  tooSmall: () => 'That amount is too small for an online payment. Would you like a person from our team to help?',
  off: () => 'We do not take online payments at the moment. Would you like a person from our team to help?',
  failed: () =>
    "I'm sorry, I could not make a payment link, and nothing was charged. Would you like a person from our team to help?",
  isPaid: (what, amount) => `Yes, your payment has been received: ${amount} for ${what}.`,
  isOpen: (what, amount, url) => `I see no payment of ${amount} for ${what} yet. The link is still open:\n${url}`,
  isOnItsWay: () =>
    'The money has not arrived yet; banks sometimes need a while. I will write here as soon as it does.',
  hasEnded: (what) => `The payment link for ${what} is no longer open. Would you like a new one?`,
  isRefunded: (what) => `The payment for ${what} has been refunded.`,
  none: () => 'I see no payment of yours. Would you like a payment link?',
  received: (what, amount) => `Thank you! Payment received: ${amount} for ${what}.`,
  confirmed: (what) => `Your ${what} is confirmed.`,
  short: (left) => `${left} is still to be paid.`,
  undeliverable: (what) =>
    `I'm sorry: ${what} does not stand any more. You will get your money back. Would you like to try again?`,
  refunded: (what, amount) => `${amount} of the payment for ${what} has been refunded to you.`,
  cancelled: (what) => `Your ${what} is cancelled.`,
  didNotGoThrough: (what, amount) => `The payment of ${amount} for ${what} did not go through.`,
  expired: (what) => `The payment link for ${what} has run out.`,
  slotFree: () => 'The slot is free for others again.',
  newLink: () => 'Would you like a new payment link?',
  reminder: (what, amount, url) => `A small reminder: the payment of ${amount} for ${what} is still open.\n${url}`,
};
