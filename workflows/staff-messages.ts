import { defineUpdate } from '@temporalio/workflow';
import type { Status } from '#domain/conversation/status.ts';
import type { StaffMember } from '#domain/handoff/staff.ts';

/*
 * What colleagues do with a conversation. Each is refused, with nothing changed, when the conversation has moved on:
 * an ApplicationFailure of type `HandoffConflict` whose message says who holds it.
 */

export const HANDOFF_CONFLICT = 'HandoffConflict';

export interface StaffAction {
  readonly by: StaffMember;
}

export interface Claim extends StaffAction {
  /** Takes it from the colleague who holds it. */
  readonly force?: boolean;
}

export interface Assignment extends StaffAction {
  readonly to: StaffMember;
}

export interface StaffWords extends StaffAction {
  readonly text: string;
  /** The caller's idempotency key. */
  readonly key: string;
}

export interface StaffWish extends StaffAction {
  readonly reason: string;
}

export interface Release extends StaffAction {
  /** The queue (somebody else shall take it), or the bot (the matter is settled). */
  readonly to: 'queue' | 'bot';
}

export interface AutomationChange extends StaffAction {
  readonly enabled: boolean;
}

/** Who speaks for the shop after the update. */
export interface Holder {
  readonly status: Status;
  readonly assignee: StaffMember | null;
}

export const claimUpdate = defineUpdate<Holder, [Claim]>('claim');
export const assignUpdate = defineUpdate<Holder, [Assignment]>('assign');
export const replyUpdate = defineUpdate<Holder & { readonly turn: number }, [StaffWords]>('reply');
export const noteUpdate = defineUpdate<Holder, [StaffWords]>('note');
export const releaseUpdate = defineUpdate<Holder, [Release]>('release');
export const resolveUpdate = defineUpdate<Holder, [StaffAction]>('resolve');
export const setAutomationUpdate = defineUpdate<Holder, [AutomationChange]>('setAutomation');
export const askUpdate = defineUpdate<Holder, [StaffWish]>('askForPerson');
