import type { LeadPhrases } from './types.ts';

export const ENGLISH_LEADS: LeadPhrases = {
  askName: () => 'Gladly! What is your name?',
  askReach: (name) => `Nice to meet you, ${name}! Which email or WhatsApp number can we reach you at?`,
  askConsent: (reach) => `May we keep ${reach} and contact you there?`,
  kept: (name) => `Thank you, ${name}! I have noted your details, and our team may write to you.`,
  notKept: () => 'All right, I keep no details of yours. I am here if you need anything else.',
  badEmail: () => 'That does not look like an email address. Could you write it again?',
  badPhone: () => 'That does not look like a phone number. Could you write it again, with the country code?',
};
