/** Stages of a conversation, in their order. */
export const STAGES = ['greeting', 'opening', 'consultation', 'testimony', 'promo', 'closing', 'farewell'] as const;
export type Stage = (typeof STAGES)[number];
