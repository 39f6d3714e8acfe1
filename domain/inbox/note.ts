import type { StaffMember } from '#domain/handoff/staff.ts';
import type { Json } from '#domain/turn/receipt.ts';

/** Words for colleagues only. */
export interface Note {
  readonly id: string;
  readonly by: StaffMember;
  readonly text: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** A move of a conversation: `stage_changed`, `turn_answered`, `state_changed`, `handoff_requested`, … */
export interface ConversationEvent {
  readonly id: string;
  readonly type: string;
  /** Facts of this type; never what was said. */
  readonly data: { readonly [name: string]: Json };
  readonly at: string;
}
