import { z } from 'zod';
import type { House } from '#domain/booking/plan-booking.ts';
import { freeRuns, nearestFree, SEARCHED_DAYS } from '#domain/booking/plan-booking.ts';
import { WEEKDAY_NAMES } from '#domain/booking/present-booking.ts';
import type { BusyPeriod, Resource } from '#domain/booking/resource.ts';
import { priceOf } from '#domain/booking/slots.ts';
import { PART_HOURS, type PartOfDay } from '#domain/dates/words.ts';
import { formatMoney } from '#domain/money/format-money.ts';
import { addDays, clockOf, localTime, momentOf, weekdayOf } from '#domain/time/local-time.ts';
import type { Json } from '#domain/turn/receipt.ts';
import { defineTool } from '#agent/tools/tool.ts';
import { findResources } from './find-resources.ts';
import { houseOf, presentStretch, unknownResource } from './present.ts';
import { readDay, readTime } from './read-wish.ts';
import { date, duration, resource, time } from './schemas.ts';

const TOOL = 'check_availability';
/** Free starts listed for one resource. */
const LISTED = 24;

export const checkAvailability = defineTool({
  name: TOOL,
  description:
    'Free times and prices of what can be booked, for one day. Name free times only from its result. It books nothing.',
  schema: z.strictObject({
    resource: resource.optional(),
    date: date.optional(),
    time: time.optional(),
    duration_minutes: duration.optional(),
  }),
  run: async (input, context) => {
    const { desk, tenant } = context;
    const house = houseOf(context);
    const found = findResources(input.resource, await desk.bookings.resources());
    if ('didYouMean' in found) return unknownResource(TOOL, input.resource, found.didYouMean);
    const day = readDay(TOOL, input, house);
    if ('refusal' in day) return day.refusal;
    const hour = readTime(TOOL, input, day.date, found.resources, house);
    if ('refusal' in hour) return hour.refusal;
    const length = input.duration_minutes ?? hour.duration;
    const from = new Date(momentOf(addDays(day.date, -1), 0, tenant.timeZone)).toISOString();
    const to = new Date(momentOf(addDays(day.date, SEARCHED_DAYS + 2), 0, tenant.timeZone)).toISOString();
    const ids = found.resources.map(({ id }) => id);
    const busy = await desk.bookings.busy(ids, from, to);
    const wish = { resources: found.resources, date: day.date, minute: hour.minute ?? 0, duration: length };
    const free = found.resources.map((one) => freeTimes(one, day.date, length, busy, house, hour.part));
    const wanted = hour.minute === null ? null : clockOf(hour.minute % 1440);
    const at = free.filter((one) => one.free.some((slot) => slot.start_time === wanted)).map((one) => one.resource);
    const near =
      at.length > 0 && wanted !== null
        ? []
        : free.some((one) => one.free.length > 0) && wanted === null
          ? []
          : nearestFree(wish, busy, house);
    return {
      ok: true,
      data: {
        date: day.date,
        weekday: WEEKDAY_NAMES[weekdayOf(day.date)] ?? '',
        time_zone: tenant.timeZone,
        currency: tenant.currency,
        ...(hour.part !== null && { part_of_day: hour.part }),
        ...(length !== null && { duration_minutes: length }),
        ...(wanted !== null && { wanted: { start_time: wanted, free: at } }),
        resources: free,
        ...(near.length > 0 && {
          alternatives: near.map((stretch) => presentStretch(stretch, tenant.timeZone, tenant.currency)),
        }),
      },
      summary: `${TOOL} ${day.date}`,
    };
  },
});

interface FreeTimes {
  readonly [key: string]: Json;
  readonly resource: string;
  readonly free: readonly { readonly start_time: string; readonly end_time: string; readonly price: string }[];
}

function freeTimes(
  one: Resource,
  day: string,
  length: number | null,
  busy: readonly BusyPeriod[],
  { timeZone, now, policy }: House,
  part: PartOfDay | null,
): FreeTimes {
  const [first, last] = part === null ? [0, 1440] : PART_HOURS[part];
  const runs = freeRuns(one, day, length, busy, timeZone, now.getTime() + policy.leadMinutes * 60_000);
  const free = runs.flatMap((run) => {
    const [start, end] = [run[0], run.at(-1)];
    if (!start || !end || start.minute < first || start.minute >= last) return [];
    return [
      {
        start_time: clockOf(start.minute),
        end_time: localTime(new Date(end.endsAt), timeZone).time,
        price: formatMoney(priceOf(run), one.currency),
      },
    ];
  });
  return { resource: one.name, category: one.category, free: free.slice(0, LISTED) };
}
