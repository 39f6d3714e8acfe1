import type { HandoffSource } from './staff.ts';

/** Lowest first. */
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Where a handoff begins in the queue: what went wrong on our side waits less. */
export function firstPriority(source: HandoffSource): Priority {
  return source === 'failure' || source === 'gate' ? 'high' : 'normal';
}

export function raised(priority: Priority): Priority {
  return PRIORITIES[PRIORITIES.indexOf(priority) + 1] ?? 'urgent';
}
