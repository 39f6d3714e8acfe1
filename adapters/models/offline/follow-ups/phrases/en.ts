import type { FollowUpPhrases } from './types.ts';

export const ENGLISH_FOLLOW_UPS: FollowUpPhrases = {
  first: (name) => `${hi(name)} are you still there? What can I help you find?`,
  firstOn: (product, name) =>
    `${hi(name)} are you still thinking about ${product}? Is there anything you would like to know about it?`,
  firstToClose: (name) => `${hi(name)} shall we go on where we stopped? Tell me what is still open and I will help.`,
  later: (name) =>
    `${hi(name)} I will leave you in peace for now. Write whenever you like, I am here. If you would rather get no such messages, write STOP.`,
  again: (shop, name) =>
    `${hi(name)} this is ${shop}. Would you like anything from us these days? If you would rather get no such messages, write STOP.`,
};

function hi(name: string | null): string {
  return name === null ? 'Hi,' : `Hi ${name},`;
}
