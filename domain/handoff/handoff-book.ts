import type { Page, PageRequest } from '#domain/page.ts';
import type { Priority } from './priority.ts';
import type { Rating } from './rating.ts';
import type { HandoffDues, Limit } from './review-handoff.ts';
import type { HandoffSource, StaffMember } from './staff.ts';

/** `waiting` for somebody, `held` by a colleague, or `closed`. */
export const HANDOFF_STATES = ['waiting', 'held', 'closed'] as const;
export type HandoffState = (typeof HANDOFF_STATES)[number];

/** A handoff as staff see it. Times are ISO 8601 UTC. */
export interface HandoffRecord {
  readonly id: string;
  readonly conversationId: string;
  readonly contact: { readonly id: string; readonly name: string | null };
  readonly channel: string;
  readonly state: HandoffState;
  readonly priority: Priority;
  readonly source: HandoffSource;
  readonly reason: string;
  /** For the person who takes it; the conversation's own as long as there is none. */
  readonly summary: string | null;
  /** Who has it, had it when it was closed, or was given it and has not claimed it yet. */
  readonly holder: StaffMember | null;
  readonly requestedAt: string;
  readonly queuedAt: string;
  readonly claimedAt: string | null;
  readonly firstReplyAt: string | null;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly closedWhy: string | null;
  /** Epoch ms, as last looked at. */
  readonly dues: Partial<HandoffDues>;
  /** Limits that were broken. */
  readonly broken: readonly Limit[];
  readonly rating: Rating | null;
  readonly ratedAt: string | null;
}

/** Left out = any. */
export interface HandoffFilter {
  /** `open` = waiting or held. */
  readonly state: HandoffState | 'open';
  /** Null = nobody. */
  readonly holder?: string | null | undefined;
  readonly priority?: Priority | undefined;
  readonly source?: HandoffSource | undefined;
  /** True = only those the customer rated. */
  readonly rated?: boolean | undefined;
  /** Only those of this conversation. */
  readonly conversationId?: string | undefined;
}

/** What customers said of handoffs, in a time. */
export interface RatingReport {
  readonly asked: number;
  readonly rated: number;
  /** Null when nobody answered. */
  readonly average: number | null;
  /** How often each rating was given. */
  readonly counts: Readonly<Record<Rating, number>>;
  readonly holders: readonly {
    readonly holder: StaffMember;
    readonly rated: number;
    readonly average: number;
  }[];
}

/** Reads handoffs of one tenant. */
export interface HandoffBook {
  /** Open ones: waiting before held, by priority, the oldest first. Closed ones: the latest first. */
  list(tenantId: string, filter: HandoffFilter, page: PageRequest): Promise<Page<HandoffRecord>>;
  find(tenantId: string, id: string): Promise<HandoffRecord | undefined>;
  /** Of handoffs whose question was asked from `from` (inclusive) until `to`, ISO 8601. */
  ratings(tenantId: string, period: { readonly from: string; readonly to: string }): Promise<RatingReport>;
}
