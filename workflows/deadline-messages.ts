import { defineSignal } from '@temporalio/workflow';
import type { DeadlineRef } from '#domain/deadline.ts';

/** Name of the workflow type, for clients that start it by name. */
export const DEADLINE_WORKFLOW = 'deadline';

/** The row has changed: look again when it is due. */
export const changedSignal = defineSignal('changed');

export function deadlineIdOf({ tenantId, subject, id }: DeadlineRef): string {
  return `deadline:${tenantId}:${subject}:${id}`;
}
