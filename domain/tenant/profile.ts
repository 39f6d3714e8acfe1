import type { AgentSetting } from '#domain/agent/agent-config.ts';
import type { AgentRole } from '#domain/agent/agent-role.ts';
import type { BookingPolicy } from '#domain/booking/booking-policy.ts';
import type { HandoffPolicy } from '#domain/handoff/handoff-policy.ts';
import type { PromoDiscount } from '#domain/promo/promo.ts';
import type { PaymentPolicy } from '#domain/payment/page-time.ts';
import type { ConversationSettings } from '#domain/conversation/settings.ts';
import type { FollowUpPolicy } from '#domain/follow-up/follow-up-policy.ts';
import type { WidgetSettings } from '#domain/widget/settings.ts';

/** One provider's model, as a tenant or the configuration names it. */
export interface ModelRef {
  readonly provider: string;
  readonly model: string;
}

export interface FaqEntry {
  readonly question: string;
  readonly answer: string;
}

/** A customer's words that the shop may quote. */
export interface Testimony {
  readonly author: string;
  readonly text: string;
  /** Product the words are about, by name, when they are about one. */
  readonly product?: string;
  /** Sent with the words where the channel can; https. */
  readonly imageUrl?: string;
  /** First and last day on which it may be shown, ISO dates in the tenant's time zone. */
  readonly from?: string;
  readonly until?: string;
}

/** An offer the shop makes now; shown to the customer at most once a conversation, at stage `promo`. */
export interface Promotion {
  readonly code?: string;
  readonly text: string;
  /** First and last day, inclusive, ISO dates in the tenant's time zone. */
  readonly from?: string;
  readonly until?: string;
  readonly imageUrl?: string;
  /** What its code takes off; left out = nothing by itself. */
  readonly discount?: PromoDiscount;
  readonly minOrderMinor?: number;
  readonly usageLimit?: number;
  readonly customerLimit?: number;
}

/** Words of the shop for one role of its agent. */
export interface ShopPrompt {
  readonly version: number;
  readonly text: string;
}

/** What a business tells us about itself: everything the agent may say, in the owner's words. */
export interface TenantProfile {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47 language used when the customer's is unknown. */
  readonly language: string;
  /** IANA zone. */
  readonly timeZone: string;
  readonly persona: string;
  readonly policies: readonly string[];
  readonly faq: readonly FaqEntry[];
  readonly testimonies: readonly Testimony[];
  readonly promotions: readonly Promotion[];
  /** Titles of the documents that `search_knowledge` finds, newest first, 20 at most. */
  readonly knowledge?: readonly string[];
  /** Models to try in order; empty = the platform's default list. */
  readonly models: readonly ModelRef[];
  /** Models of single roles; a role left out has `models`. */
  readonly agents?: Partial<Record<AgentRole, AgentSetting>>;
  /** What the shop tells each role: the published version. */
  readonly prompts?: Partial<Record<AgentRole, ShopPrompt>>;
  /** Tool names this tenant has switched off. */
  readonly disabledTools: readonly string[];
  /** Overrides of the default durations. */
  readonly conversation: Partial<Omit<ConversationSettings, 'version' | 'nudgeDelaysMs'>>;
  /** How bookings are taken, where it differs from the default. */
  readonly bookings?: Partial<BookingPolicy>;
  /** How payments are taken, where it differs from the default. */
  readonly payments?: Partial<PaymentPolicy>;
  /** How people take conversations over; left out = by the defaults. */
  readonly handoff?: HandoffPolicy;
  /** How customers who have gone silent are written to; left out = they are not. */
  readonly followUps?: FollowUpPolicy;
  /** The chat on its own site; left out = on no site but ours. */
  readonly widget?: WidgetSettings;
  /** Rises with every change of the profile. */
  readonly version: number;
}
