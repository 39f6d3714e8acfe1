import type { DeadlineSubject } from '#domain/deadline.ts';
import type { Deadline } from '#domain/turn/receipt.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { createBookingDeadlines } from './booking.ts';
import { createPaymentDeadlines } from './payment.ts';

/** Who looks after the deadlines of what. A new subject is one file beside this and one line here. */
export function createDeadlineSubjects(
  deps: ActivityDeps,
): Readonly<Partial<Record<Deadline['subject'], DeadlineSubject>>> {
  return { booking: createBookingDeadlines(deps), payment: createPaymentDeadlines(deps) };
}
