/** What the offline model says while it takes a person's details, in one language. */
export interface LeadPhrases {
  askName(): string;
  askReach(name: string): string;
  askConsent(reach: string): string;
  kept(name: string): string;
  notKept(): string;
  badEmail(): string;
  badPhone(): string;
}
