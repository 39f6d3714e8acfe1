/**
 * What we hear of a page. An Instagram account that is linked to one is heard through the page's subscription: each call
 * replaces the list before, so both channels name the same.
 */
export const PAGE_FIELDS: readonly string[] = [
  'messages',
  'messaging_postbacks',
  'messaging_optins',
  'messaging_referrals',
  'messaging_handovers',
  'standby',
  'message_deliveries',
  'message_reads',
  'message_echoes',
  'message_edits',
  'message_reactions',
  'messaging_policy_enforcement',
  'feed',
];
