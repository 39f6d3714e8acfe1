import { defineSignal } from '@temporalio/workflow';
import type { Deadline } from '#domain/turn/receipt.ts';

/** Name of the workflow type, for clients that start it by name. */
export const DEADLINE_WORKFLOW = 'deadline';

/** First argument of the workflow: whose clock it is. The row itself says when something is due. */
export interface DeadlineStart extends Deadline {
  readonly tenantId: string;
}

/** The row has changed: look again when it is due. */
export const changedSignal = defineSignal('changed');

export function deadlineIdOf({ tenantId, subject, id }: DeadlineStart): string {
  return `deadline:${tenantId}:${subject}:${id}`;
}
