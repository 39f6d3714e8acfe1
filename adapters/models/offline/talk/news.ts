import { bookingNews } from '#adapters/models/offline/bookings/booking-news.ts';
import type { Context } from '#adapters/models/offline/context.ts';
import { followUp } from '#adapters/models/offline/follow-ups/follow-up.ts';
import { paymentNews } from '#adapters/models/offline/payments/payment-news.ts';
import { joined } from '#adapters/models/offline/phrases/format.ts';
import { say, type Act } from './act.ts';
import { stageOf } from './social.ts';

/** Who can put a line of news into the customer's language, one reader a subject; null = not its subject. */
const READERS: readonly ((line: string, context: Context) => string | null)[] = [bookingNews, paymentNews, followUp];

/** Tells what happened outside the talk; the line of facts itself where no reader knows it. */
export function newsAct(context: Context): Act | null {
  const lines = context.turn.news.map((line) => {
    for (const read of READERS) {
      const told = read(line, context);
      if (told !== null) return told;
    }
    return line;
  });
  return lines.length === 0 ? null : say(joined(...lines), stageOf(context));
}
