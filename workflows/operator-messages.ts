import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { StaffMember } from '#domain/handoff/staff.ts';

/*
 * What operators do with a conversation that does not go on by itself. An update is refused, with nothing changed, when the
 * conversation has moved on.
 */

/**
 * The run ends as soon as nothing of it is under way; nothing more is drafted. Messages that wait go to a new run, which
 * knows of them and nothing else.
 */
export const endSignal = defineSignal('end');

export interface SkipTurn {
  /** The turn that holds the conversation up; the card shows it. */
  readonly turn: number;
  readonly by: StaffMember;
}

/** Gives a turn up: its messages become a dead letter, the next message is answered. */
export const skipTurnUpdate = defineUpdate<{ readonly turn: number }, [SkipTurn]>('skipTurn');
