import { bookingEvent } from '#domain/booking/booking-event.ts';
import type { BookingNews } from '#domain/booking/booking-news.ts';
import type { ReminderOutcome } from '#domain/booking/booking.ts';
import type { DeadlineSubject } from '#domain/deadline.ts';
import { mayWrite } from '#domain/policy/may-write.ts';
import type { ActivityDeps } from '#activities/deps.ts';

/** One look tells at most this much; what is left makes the row due again. */
const NEWS_PER_LOOK = 4;

/**
 * Holds that run out, news of what staff did, reminders. The row changes first, then the conversation hears of it, then
 * the row knows that it did: a crash in between repeats the telling, which the conversation drops by its id.
 */
export function createBookingDeadlines(deps: ActivityDeps): DeadlineSubject {
  const { bookings } = deps;
  return {
    next: (tenantId, id) => bookings.next(tenantId, id),
    async meet(tenantId, id) {
      for (let count = 0; count < NEWS_PER_LOOK; count += 1) {
        const news = await bookings.due(tenantId, id);
        if (news === null) return;
        deps.faults.hit('deadline.met');
        const outcome = await tell(deps, tenantId, news);
        deps.faults.hit('deadline.told');
        await bookings.settled(tenantId, id, news, outcome);
      }
    },
    overdue: (most) => bookings.overdue(most),
  };
}

async function tell(deps: ActivityDeps, tenantId: string, news: BookingNews): Promise<ReminderOutcome> {
  const { booking, channel, lastHeardAt } = news;
  const now = deps.clock();
  if (booking.conversationId === null || channel === null) return 'nobody_to_tell';
  if (news.kind === 'reminder' && Date.parse(booking.startsAt) <= now.getTime()) return 'too_late';
  if (!mayWrite(deps.channels.capabilities(channel), lastHeardAt, now)) return 'outside_window';
  const recipient = await deps.store.findRecipient(tenantId, booking.conversationId);
  await deps.signaller.tell(recipient, bookingEvent(news, now));
  return 'told';
}
